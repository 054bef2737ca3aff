import Foundation
import IpaiCore

/// The fields that actions are declared with, each with the check of its kind. Help is one sentence.
extension Field {
  /// A text that may be left out.
  package static func text(
    _ key: String, _ value: @escaping @Sendable (Request) -> String?, maxBytes: Int = 4_096, _ help: String,
    fallback: String? = nil
  ) -> Field {
    Field(key, .text(bytes: 0...maxBytes), help, fallback: fallback) { request in
      offending(value(request)) { isText($0, maxBytes: maxBytes) }
    }
  }

  /// A text that must be there and not empty.
  package static func required(
    _ key: String, _ value: @escaping @Sendable (Request) -> String, maxBytes: Int = 4_096, _ help: String
  ) -> Field {
    Field(key, .text(bytes: 1...maxBytes), help, isRequired: true) { request in
      offending(value(request)) { isText($0, maxBytes: maxBytes) && !$0.isEmpty }
    }
  }

  /// A list of texts, none of which may be empty unless `allowsEmpty`: an empty one is what a script's unset variable
  /// gives.
  package static func texts(
    _ key: String, _ value: @escaping @Sendable (Request) -> [String], maxCount: Int = 100, maxBytes: Int = 4_096,
    allowsEmpty: Bool = false, _ help: String, fallback: String? = nil
  ) -> Field {
    let minBytes = allowsEmpty ? 0 : 1
    return Field(key, .texts(maxCount: maxCount, bytes: minBytes...maxBytes), help, fallback: fallback) { request in
      let texts = value(request)
      if texts.count > maxCount { return "\(texts.count) texts" }
      return texts.first { $0.isEmpty && !allowsEmpty || !isText($0, maxBytes: maxBytes) }.map { String($0.prefix(80)) }
    }
  }

  /// A whole number. `fallback` is the default in words.
  package static func integer(
    _ key: String, _ value: @escaping @Sendable (Request) -> Int?, _ range: ClosedRange<Int>, fallback: String? = nil,
    _ help: String
  ) -> Field {
    Field(key, .integer(range), help, fallback: fallback) { request in
      offending(value(request)) { range.contains($0) }
    }
  }

  /// True or false; false where it is not given.
  package static func flag(_ key: String, _ value: @escaping @Sendable (Request) -> Bool, _ help: String) -> Field {
    Field(key, .flag, help, fallback: "false") { _ in nil }
  }

  /// A flag that overrides the setting of the same name.
  package static func setting(
    _ key: String, _ value: @escaping @Sendable (Request) -> Bool?, _ help: String
  ) -> Field {
    Field(key, .flag, help, fallback: "the setting \(key)") { _ in nil }
  }

  /// One of the cases of an enumeration, which decoding has checked.
  package static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ value: @escaping @Sendable (Request) -> Choice?, fallback: String? = nil, _ help: String
  ) -> Field {
    Field(key, .choice(Choice.allCases.map(\.rawValue)), help, fallback: fallback) { _ in nil }
  }

  /// A date as `DateExpression` reads it.
  package static func date(_ key: String, _ value: @escaping @Sendable (Request) -> String?, _ help: String) -> Field {
    Field(key, .date, help) { request in
      // Whether a text is a date does not depend on the time.
      offending(value(request)) { (try? DateExpression($0, now: Date(timeIntervalSince1970: 0))) != nil }
    }
  }

  /// An absolute path: an action does not know the current folder of its caller.
  package static func path(_ key: String, _ value: @escaping @Sendable (Request) -> String?, _ help: String) -> Field {
    Field(key, .path, help) { offending(value($0), unless: isPath) }
  }

  /// An absolute path that must be there.
  package static func requiredPath(
    _ key: String, _ value: @escaping @Sendable (Request) -> String, _ help: String
  ) -> Field {
    Field(key, .path, help, isRequired: true) { offending(value($0), unless: isPath) }
  }

  /// The value as text if it is given and wrong; nil if there is nothing to complain about.
  private static func offending<Value: LosslessStringConvertible>(
    _ value: Value?, unless isRight: (Value) -> Bool
  ) -> String? {
    guard let value, !isRight(value) else { return nil }
    return String(value)
  }

  private static func isText(_ text: String, maxBytes: Int) -> Bool {
    text.utf8.count <= maxBytes && !text.utf8.contains(0)
  }

  private static func isPath(_ path: String) -> Bool { path.hasPrefix("/") && isText(path, maxBytes: 4_096) }
}
