import Crypto
import Foundation

/// Signs the state that a stateless client carries for the server between two calls. It comes back unchanged, only for the same
/// caller and request, and only for a while (HMAC-SHA-256, RFC 2104).
struct StateSeal: Sendable {
  private let key: SymmetricKey
  private let seconds: Int

  /// A seal with this key, or with a random one; its states are valid for `seconds`.
  init(key: [UInt8]?, seconds: Int) {
    self.key = key.map { SymmetricKey(data: $0) } ?? SymmetricKey(size: .bits256)
    self.seconds = seconds
  }

  /// The caller and the request that a state is valid for.
  struct Scope: Sendable {
    let principal: String?
    let method: String
    let params: [String: JSON]

    /// A hash of the caller and the request, without the parameters that change from one round to the next.
    ///
    /// - Throws: `RPCError` when the parameters are too deep to be compared.
    fileprivate func digest() throws(RPCError) -> JSON {
      var params = params
      for key in ["_meta", "inputResponses", "requestState"] { params[key] = nil }
      let asked: JSON = [
        "method": .string(method), "params": .object(params), "principal": principal.map(JSON.string) ?? .null,
      ]
      guard let text = try? asked.written(sorted: true) else { throw .invalidParams("the parameters are too deep") }
      return .string(Data(SHA256.hash(data: text)).base64EncodedString())
    }
  }

  /// Signs the answers of the rounds so far, and what a handler asked to have again.
  ///
  /// `now`: seconds since 1970.
  /// - Throws: `RPCError` when the parameters are too deep.
  func seal(_ answers: [String: JSON], carrying carried: JSON? = nil, for scope: Scope, now: Int) throws(RPCError)
    -> String
  {
    var payload: [String: JSON] = [
      "answers": .object(answers), "scope": try scope.digest(), "until": .integer(now + seconds),
      "nonce": .string(UUID().uuidString),
    ]
    payload[optional: "carried"] = carried
    let body = JSON.object(payload).encoded
    return body.base64EncodedString() + "." + signature(body).base64EncodedString()
  }

  /// Checks a state and returns its answers, and what a handler asked to have again.
  ///
  /// - Throws: `RPCError` -32602 when it is not one of this server's, too old, or for another request or caller.
  func open(_ state: String, for scope: Scope, now: Int) throws(RPCError) -> ([String: JSON], carried: JSON?) {
    let parts = state.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let body = Data(base64Encoded: String(parts[0])),
      let code = Data(base64Encoded: String(parts[1])),
      HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key),
      let payload = try? JSON(parsing: body)
    else { throw .invalidParams("\"requestState\" does not come from this server") }
    guard try payload["scope"] == scope.digest() else {
      throw .invalidParams("\"requestState\" belongs to another request")
    }
    guard let until = payload["until"]?.integer, now <= until else {
      throw .invalidParams("\"requestState\" has expired; start again without it")
    }
    return (payload["answers"]?.object ?? [:], payload["carried"])
  }

  private func signature(_ body: Data) -> Data { Data(HMAC<SHA256>.authenticationCode(for: body, using: key)) }
}
