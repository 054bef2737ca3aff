import Foundation
import IpaiCore

/// What the API says when it refuses a request: `id`, `message` and `request_id`, or `error` for apps and functions.
struct APIRefusal: Decodable {
  let message: String?
  let error: String?
  let requestID: String?

  enum CodingKeys: String, CodingKey {
    case message, error
    case requestID = "request_id"
  }

  /// The words of a refusal as the end of a sentence: `: Unable to authenticate you. (request 4d9d8375)`; empty for a body of another kind.
  static func text(_ body: Data, _ words: ForeignWords) -> String {
    guard let refusal = try? JSONDecoder().decode(Self.self, from: body) else { return "" }
    let said = (refusal.message ?? refusal.error).map { ": " + words.line($0, most: 160) } ?? ""
    let request = refusal.requestID.map { " (request \(words.line($0, most: 60)))" } ?? ""
    return said + request
  }
}
