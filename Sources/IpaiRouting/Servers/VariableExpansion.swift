import IpaiCore

/// Puts the values of environment variables into a text: `${NAME}`, and `${NAME:-value}` for one that may be absent. `$$` is a
/// dollar sign.
struct VariableExpansion {
  private let environment: [String: String]

  /// Expands with the variables of an environment.
  init(_ environment: [String: String]) { self.environment = environment }

  /// Why a text cannot be expanded.
  enum Fault: Error, Equatable {
    /// The variable is not set, or is empty.
    case missing(String)
    /// The variable's value has a line break or another control character.
    case control(String)
    /// There is a `${` that is not closed, or what stands in it is no name.
    case malformed

    /// The fault in words.
    var problem: String {
      switch self {
      case .missing(let name): "the variable \(name) is not set"
      case .control(let name): "the value of the variable \(name) has a line break or another control character"
      case .malformed: "'${' has to be followed by the name of a variable and '}'"
      }
    }
  }

  /// The text with all variables in it replaced. What a variable holds is not expanded again.
  func expanded(_ text: String) throws(Fault) -> String {
    guard text.contains("$") else { return text }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      switch rest.first {
      case "$":
        result += "$"
        rest.removeFirst()
      case "{":
        guard let end = rest.firstIndex(of: "}") else { throw .malformed }
        result += try value(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
      default: result += "$"
      }
    }
    return result + rest
  }

  private func value(_ inner: Substring) throws(Fault) -> String {
    let split = inner.firstRange(of: ":-")
    let name = String(split.map { inner[..<$0.lowerBound] } ?? inner)
    guard Self.isName(name) else { throw .malformed }
    if let value = environment[name], !value.isEmpty {
      guard !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
        throw .control(name)
      }
      return value
    }
    guard let split else { throw .missing(name) }
    return String(inner[split.upperBound...])
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == UInt8(ascii: "_") || isLetter(first) else { return false }
    return text.utf8.allSatisfy { $0 == UInt8(ascii: "_") || isLetter($0) || $0 &- UInt8(ascii: "0") < 10 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
