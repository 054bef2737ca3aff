import Foundation
import HTTPTypes
import IpaiCore

/// The key under which a client may send the same request again, without its being carried out twice
/// (draft-ietf-httpapi-idempotency-key-header-07).
enum IdempotencyKey {
  private static let field = HTTPField.Name("Idempotency-Key")
  private static let maxLength = 255

  /// The key of a request; nil when it has none. Throws `IpaiError(.usage)` for one that cannot be taken.
  static func of(_ fields: HTTPFields) throws -> String? {
    guard let field else { return nil }
    let values = fields[values: field]
    guard let value = values.first else { return nil }
    // A string in the syntax of structured fields has quotes around it; many clients leave them out.
    let isQuoted = value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
    let key = isQuoted ? String(value.dropFirst().dropLast()) : value
    let isVisible = key.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    guard values.count == 1, isVisible, (1...maxLength).contains(key.utf8.count) else {
      throw IpaiError(
        .usage, "Idempotency-Key has to be one word of 1 to \(maxLength) visible characters",
        hint: "use a new UUID for each request, and the same one when it is sent again")
    }
    return key
  }
}
