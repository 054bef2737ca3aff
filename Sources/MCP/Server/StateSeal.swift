import Crypto
import Foundation

/// Signs what a stateless client carries for the server between two calls, so that it comes back as it was: for the same
/// caller and request, and not for long (HMAC-SHA-256, RFC 2104).
struct StateSeal: Sendable {
  private let key: SymmetricKey
  private let seconds: Int

  init(key: [UInt8]?, seconds: Int) {
    self.key = key.map { SymmetricKey(data: $0) } ?? SymmetricKey(size: .bits256)
    self.seconds = seconds
  }

  /// What a state is good for.
  struct Scope: Sendable {
    let principal: String?
    let method: String
    let params: [String: JSON]

    /// The parameters that say what is asked, without those that change from round to round.
    ///
    /// - Throws: `RPCError` when they are too deep to be told apart.
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

  /// `now`: seconds since 1970.
  ///
  /// - Throws: `RPCError` when the parameters are too deep.
  func seal(_ answers: [String: JSON], for scope: Scope, now: Int) throws(RPCError) -> String {
    let payload: JSON = [
      "answers": .object(answers), "scope": try scope.digest(), "until": .integer(now + seconds),
      "nonce": .string(UUID().uuidString),
    ]
    let body = payload.encoded
    return body.base64EncodedString() + "." + signature(body).base64EncodedString()
  }

  /// The answers in a state.
  ///
  /// - Throws: `RPCError` -32602 when it is not one of ours, too old or of another request or caller.
  func open(_ state: String, for scope: Scope, now: Int) throws(RPCError) -> [String: JSON] {
    let parts = state.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let body = Data(base64Encoded: String(parts[0])),
      let code = Data(base64Encoded: String(parts[1])),
      HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key),
      let payload = try? JSON(parsing: body)
    else { throw .invalidParams("\"requestState\" is not one that this server gave") }
    guard try payload["scope"] == scope.digest() else {
      throw .invalidParams("\"requestState\" belongs to another request")
    }
    guard let until = payload["until"]?.integer, now <= until else {
      throw .invalidParams("\"requestState\" has expired; start again without it")
    }
    return payload["answers"]?.object ?? [:]
  }

  private func signature(_ body: Data) -> Data { Data(HMAC<SHA256>.authenticationCode(for: body, using: key)) }
}
