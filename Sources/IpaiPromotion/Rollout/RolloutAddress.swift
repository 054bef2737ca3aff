package import IpaiCore
import IpaiHTTP

/// Where a receiver is, and by what its messages are signed. It is read from the environment whenever it is needed, and stored nowhere.
package struct RolloutAddress: Sendable {
  /// The address of the webhook, which is a secret itself.
  let address: WebAddress
  /// The host and the port, which may be shown.
  let host: String
  /// The secret by which bodies are signed; nil for none.
  let secret: Secret?

  /// The address of a receiver in an environment. Throws `IpaiError(.configuration)`, which never repeats the address.
  package init(of receiver: RolloutReceiver, in environment: [String: String]) throws(IpaiError) {
    let variable = receiver.addressVariable
    guard let text = environment[variable], !text.isEmpty else {
      throw IpaiError(.configuration, "\(variable) is not set", hint: "set it to the address of the webhook")
    }
    guard let secure = SecureAddress(text), let address = try? WebAddress(text) else {
      throw IpaiError(
        .configuration, "\(variable) is not an address that begins with https://",
        hint: "http:// is taken for this machine alone")
    }
    self.address = address
    host = secure.origin
    secret = receiver.secretVariable.flatMap { environment[$0] }.flatMap { $0.isEmpty ? nil : Secret($0) }
  }
}
