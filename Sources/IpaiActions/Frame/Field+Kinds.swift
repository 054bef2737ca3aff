import Foundation
import IpaiCore

/// The fields that actions are declared with, each with the check of its kind. Help is one sentence.
extension Field {
  /// A text that may be left out, and that may be empty unless `minBytes` says otherwise.
  package static func text(
    _ key: String, _ value: @escaping @Sendable (Request) -> String?, minBytes: Int = 0, maxBytes: Int = 4_096,
    _ help: String, fallback: String? = nil
  ) -> Field {
    Field(key, .text(bytes: minBytes...maxBytes), help, fallback: fallback) { request in
      offending(value(request)) { isText($0, maxBytes: maxBytes) && $0.utf8.count >= minBytes }
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

  /// A text for people that must be there and not be blank, of so many characters.
  package static func words(
    _ key: String, _ value: @escaping @Sendable (Request) -> String, most: Int, _ help: String
  ) -> Field {
    Field(key, .words(most: most), help, isRequired: true) { request in
      offending(value(request)) { text in
        !text.utf8.contains(0) && text.unicodeScalars.count <= most
          && !text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
      }
    }
  }

  /// A list of texts, none of which may be empty unless `allowsEmpty`: an empty one is what a script's unset variable
  /// gives.
  package static func texts(
    _ key: String, _ value: @escaping @Sendable (Request) -> [String], maxCount: Int = 100, maxBytes: Int = 4_096,
    allowsEmpty: Bool = false, _ help: String, fallback: String? = nil
  ) -> Field {
    let minBytes = allowsEmpty ? 0 : 1
    return Field(
      key, .texts(maxCount: maxCount, bytes: minBytes...maxBytes), help, fallback: fallback,
      size: { (value($0).count, maxCount) }
    ) { request in
      value(request).first { $0.isEmpty && !allowsEmpty || !isText($0, maxBytes: maxBytes) }.map {
        String($0.prefix(80))
      }
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

  /// A whole number that must be given.
  package static func requiredInteger(
    _ key: String, _ value: @escaping @Sendable (Request) -> Int, _ range: ClosedRange<Int>, _ help: String
  ) -> Field {
    Field(key, .integer(range), help, isRequired: true) { request in
      offending(value(request)) { range.contains($0) }
    }
  }

  /// A number.
  package static func number(
    _ key: String, _ value: @escaping @Sendable (Request) -> Double?, _ range: ClosedRange<Double>,
    fallback: String? = nil, _ help: String
  ) -> Field {
    Field(key, .number(range), help, fallback: fallback) { request in
      offending(value(request)) { range.contains($0) }
    }
  }

  /// True or false; false where it is not given.
  package static func flag(_ key: String, _ value: @escaping @Sendable (Request) -> Bool, _ help: String) -> Field {
    Field(key, .flag, help, fallback: "false") { _ in nil }
  }

  /// True or false; true where it is not given.
  package static func usually(_ key: String, _ value: @escaping @Sendable (Request) -> Bool, _ help: String) -> Field {
    Field(key, .flag, help, fallback: "true") { _ in nil }
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

  /// One of the cases of an enumeration that must be given.
  package static func requiredChoice<Choice: RawRepresentable<String> & CaseIterable & SendableMetatype>(
    _ key: String, _ value: @escaping @Sendable (Request) -> Choice?, _ help: String
  ) -> Field {
    Field(key, .choice(Choice.allCases.map(\.rawValue)), help, isRequired: true) { value($0) == nil ? "" : nil }
  }

  /// Any of the cases of an enumeration, which decoding has checked.
  package static func choices<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ value: @escaping @Sendable (Request) -> [Choice], _ help: String
  ) -> Field {
    Field(key, .choices(Choice.allCases.map(\.rawValue)), help) { _ in nil }
  }

  /// A date as `DateExpression` reads it.
  package static func date(_ key: String, _ value: @escaping @Sendable (Request) -> String?, _ help: String) -> Field {
    Field(key, .date, help) { request in
      // Whether a text is a date does not depend on the time.
      offending(value(request)) {
        isText($0, maxBytes: FieldKind.maxDateBytes)
          && (try? DateExpression($0, now: Date(timeIntervalSince1970: 0))) != nil
      }
    }
  }

  /// An absolute path: an action does not know the current folder of its caller.
  package static func path(_ key: String, _ value: @escaping @Sendable (Request) -> String?, _ help: String) -> Field {
    Field(key, .path, help, paths: { [value($0)].compactMap { $0 } }) { offending(value($0), unless: isPath) }
  }

  /// An absolute path that must be there.
  package static func requiredPath(
    _ key: String, _ value: @escaping @Sendable (Request) -> String, _ help: String
  ) -> Field {
    Field(key, .path, help, isRequired: true, paths: { [value($0)] }) { offending(value($0), unless: isPath) }
  }

  /// Absolute paths, at least one.
  package static func requiredPaths(
    _ key: String, _ value: @escaping @Sendable (Request) -> [String], maxCount: Int = 1_000, _ help: String
  ) -> Field {
    Field(
      key, .paths(maxCount: maxCount), help, isRequired: true, paths: value, size: { (value($0).count, maxCount) }
    ) { request in
      let paths = value(request)
      if paths.isEmpty { return "" }
      return paths.first { !isPath($0) }
    }
  }

  /// Objects whose shape is that of their type. What they hold is checked where they are used.
  package static func objects<Object: Decodable & SendableMetatype>(
    _ key: String, _ value: @escaping @Sendable (Request) -> [Object], maxCount: Int = 1_000, _ help: String
  ) -> Field {
    Field(
      key, .objects(maxCount: maxCount, ObjectShape(of: Object.self)), help, size: { (value($0).count, maxCount) }
    ) { _ in nil }
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
