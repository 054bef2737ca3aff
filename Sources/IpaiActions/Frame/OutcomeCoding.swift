package import Foundation

/// Outcomes as JSON, the same bytes on each face.
package enum OutcomeCoding {
  /// Keys are sorted.
  package static func encode(_ outcome: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(outcome)
  }
}
