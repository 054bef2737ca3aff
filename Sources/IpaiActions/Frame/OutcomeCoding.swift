package import Foundation

/// Outcomes as JSON, with the same bytes on each face.
package enum OutcomeCoding {
  /// The outcome in one line of JSON with sorted keys.
  package static func encode(_ outcome: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(outcome)
  }
}
