import Crypto
package import Foundation
package import IpaiCore

/// The answers to requests that may be sent again with the same Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07).
package protocol AnsweredRequests: Sendable {
  /// Notes that a request is to be answered now, unless it is being or has been answered.
  func claim(_ request: RepeatableRequest, at now: Timestamp) async throws -> RequestClaim

  /// Keeps the answer to a request.
  func finish(_ request: RepeatableRequest, _ answer: Data) async throws

  /// Forgets a request that failed, so that it may be tried again.
  func release(_ request: RepeatableRequest) async throws
}

/// What is known of a request.
package enum RequestClaim: Sendable, Equatable {
  /// Nothing: it is to be answered now.
  case new
  /// It is being answered.
  case inProgress
  /// The key was used for another request.
  case otherRequest
  /// It was answered so.
  case answered(Data)

  /// How long an answer is kept, in seconds.
  static let keptSeconds: Int64 = 86_400
  /// After how many seconds a request without an answer is taken for one whose server is gone.
  static let lostSeconds: Int64 = 600
  /// How many answers are kept.
  static let most = 10_000
}

/// A request with its key.
package struct RepeatableRequest: Sendable {
  /// SHA-256 of the caller and the key.
  let key: Data
  /// SHA-256 of all that makes the request what it is.
  let content: Data

  /// The request of a caller, which holds `content`.
  package init(caller: String, key: String, content: Data) {
    var hash = SHA256()
    // The caller's name has no zero byte.
    hash.update(data: Data((caller + "\0" + key).utf8))
    self.key = Data(hash.finalize())
    self.content = Data(SHA256.hash(data: content))
  }

  /// What is known of it, by what is stored.
  func claim(content: Data, answer: Data?) -> RequestClaim {
    guard content == self.content else { return .otherRequest }
    return answer.map(RequestClaim.answered) ?? .inProgress
  }
}
