import Foundation
import IpaiCore

/// Decodes records from JSON.
///
/// JSONDecoder and not JSONSerialization: on lines of 37 kB with messages of 300 bytes both give 90,000 messages a
/// second, but on lines that mostly hold what tools answered, which is not kept, it is 490 MB/s against 18 (Swift 6.3,
/// Linux).
struct RecordDecoder {
  private let decoder = JSONDecoder()

  /// Decodes a record. Throws `ImportFailure` that says what is wrong with it.
  func decode<Value: Decodable>(_ type: Value.Type, from record: ImportRecord) throws(ImportFailure) -> Value {
    // JSONDecoder looks into a string only when it is asked for, so what is wrong there could go unnoticed.
    guard record.bytes.withUnsafeBytes({ String(validating: $0, as: UTF8.self) != nil }) else {
      throw ImportFailure("is not UTF-8")
    }
    do { return try decoder.decode(type, from: SurrogateEscapes.repaired(record.bytes)) } catch {
      throw Self.failure(error, record)
    }
  }

  private static func failure(_ error: any Error, _ record: ImportRecord) -> ImportFailure {
    if let failure = error as? ImportFailure { return failure }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context)?:
      return ImportFailure("\(place(context.codingPath)) has no \(key.stringValue)")
    case .typeMismatch(let type, let context)?, .valueNotFound(let type, let context)?:
      return ImportFailure("\(place(context.codingPath)) is not \(kind(type))")
    default:
      if record.isCut { return ImportFailure("is cut off: the file ends in the middle of it") }
      return ImportFailure("is not valid JSON")
    }
  }

  /// A path such as `messages[2].content`.
  private static func place(_ path: [any CodingKey]) -> String {
    var text = ""
    for key in path {
      if let number = key.intValue {
        text += "[\(number)]"
      } else if text.isEmpty {
        text = key.stringValue
      } else {
        text += "." + key.stringValue
      }
    }
    if text.isEmpty { return "the record" }
    return text
  }

  private static func kind(_ type: Any.Type) -> String {
    switch type {
    case is String.Type: "valid text"
    case is Bool.Type: "true or false"
    case is any Numeric.Type: "a number"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }
}
