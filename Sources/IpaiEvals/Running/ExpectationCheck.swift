import Foundation
import MCP

/// Compares an answer with what is expected of it. The line breaks at the end of an answer do not count.
struct ExpectationCheck {
  private let expectation: EvalExpectation

  /// A check of answers.
  init(_ expectation: EvalExpectation) { self.expectation = expectation }

  /// A schema of the texts in which a regular expression matches. Matching takes linear time.
  static func schema(matching regex: String) -> JSON { .object(["type": "string", "pattern": .string(regex)]) }

  /// Why an answer is not as expected; nil when it is. What a model has to judge is not looked at.
  func failure(_ answer: [UInt8]) -> String? {
    let bytes = Self.trimmed(answer)
    guard let text = String(validating: bytes, as: UTF8.self) else { return "the output is not UTF-8 text" }
    if let exact = expectation.exact, bytes != Self.trimmed(Array(exact.utf8)) {
      return "expected \(Self.quoted(exact)), got \(Self.quoted(text))"
    }
    for part in expectation.contains where !Self.occurs(part, in: bytes) {
      return "expected \(Self.quoted(part)) in the output, got \(Self.quoted(text))"
    }
    for part in expectation.notContains where Self.occurs(part, in: bytes) {
      return "expected no \(Self.quoted(part)) in the output"
    }
    return regexFailure(text) ?? schemaFailure(text)
  }

  private func regexFailure(_ text: String) -> String? {
    guard let regex = expectation.regex else { return nil }
    guard let schema = try? JSONSchema(Self.schema(matching: regex)) else { return "the regular expression is not one" }
    return schema.firstFault(in: .string(text)).map { "the output \($0.prefix(400)): \(Self.quoted(text))" }
  }

  private func schemaFailure(_ text: String) -> String? {
    guard let json = expectation.schema else { return nil }
    guard let schema = try? JSONSchema(json) else { return "the schema is not one" }
    guard let value = try? JSON(parsing: Data(text.utf8)) else { return "expected JSON, got \(Self.quoted(text))" }
    return schema.firstFault(in: value).map { "the JSON is not as expected: \($0.prefix(400))" }
  }

  private static func occurs(_ part: String, in bytes: [UInt8]) -> Bool {
    TextSearch.contains(trimmed(Array(part.utf8)), in: bytes)
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    guard let last = bytes.lastIndex(where: { $0 != 0x0A && $0 != 0x0D }) else { return [] }
    return Array(bytes[...last])
  }

  /// The beginning of a text as one line in quotes.
  static func quoted(_ text: String) -> String {
    let start = text.prefix(200)
    if start.isEmpty { return "nothing" }
    let line = start.map { $0.isNewline ? "\\n" : String($0) }.joined()
    return start.endIndex < text.endIndex ? "'\(line)' and more" : "'\(line)'"
  }
}
