package import IpaiCore

extension SkillVersion {
  /// A version from its text: `1.2.3`, `1.2.3-rc.1+b7`, `1.2` or `1`. Throws `IpaiError(.usage)` that says what is wrong.
  package init(_ text: String) throws(IpaiError) {
    guard text.utf8.count <= Self.maxLength else {
      throw Self.failure(text, "it has more than \(Self.maxLength) characters")
    }
    let (beforeBuild, build) = Self.cut(text[...], at: "+")
    let (core, prerelease) = Self.cut(beforeBuild, at: "-")
    let numbers = try Self.numbers(core, text)
    if numbers.count < 3 && (prerelease != nil || build != nil) {
      throw Self.failure(text, "three numbers must stand before '-' and '+'")
    }
    self.init(
      numbers[0], numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0,
      prerelease: try Self.identifiers(prerelease, text, numbersHaveNoZeros: true),
      build: try Self.identifiers(build, text, numbersHaveNoZeros: false))
  }

  private static func cut(_ text: Substring, at sign: Character) -> (Substring, Substring?) {
    guard let index = text.firstIndex(of: sign) else { return (text, nil) }
    return (text[..<index], text[text.index(after: index)...])
  }

  /// One to three numbers with dots between them.
  private static func numbers(_ core: Substring, _ text: String) throws(IpaiError) -> [Int] {
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 3 else { throw failure(text, "it has more than three numbers") }
    var numbers: [Int] = []
    for part in parts {
      if part.isEmpty { throw failure(text, "a number is missing") }
      guard isNumeric(part) else {
        if part.hasPrefix("v") || part.hasPrefix("V") { throw failure(text, "it starts with 'v'") }
        throw failure(text, "'\(part.prefix(40))' is not a number")
      }
      if part.count > 1 && part.hasPrefix("0") { throw failure(text, "'\(part.prefix(40))' has a leading zero") }
      guard let number = Int(part) else { throw failure(text, "'\(part.prefix(40))' is too large") }
      numbers.append(number)
    }
    return numbers
  }

  private static func identifiers(
    _ part: Substring?, _ text: String, numbersHaveNoZeros: Bool
  ) throws(IpaiError) -> [String] {
    guard let part else { return [] }
    let identifiers = part.split(separator: ".", omittingEmptySubsequences: false)
    for identifier in identifiers {
      if identifier.isEmpty { throw failure(text, "a part after '-' or '+' is empty") }
      guard identifier.utf8.allSatisfy(isOfIdentifier) else {
        throw failure(text, "'\(identifier.prefix(40))' holds something other than letters, digits and hyphens")
      }
      if numbersHaveNoZeros && identifier.count > 1 && identifier.hasPrefix("0") && isNumeric(identifier) {
        throw failure(text, "'\(identifier.prefix(40))' has a leading zero")
      }
    }
    return identifiers.map(String.init)
  }

  private static func isOfIdentifier(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "-")
  }

  private static func failure(_ text: String, _ reason: String) -> IpaiError {
    IpaiError(
      .usage, "'\(text.prefix(80))' is not a version: \(reason)",
      hint: "write a semantic version such as 1.2.0 (https://semver.org)")
  }
}

extension SkillVersion: Codable {
  /// Reads a version from its text.
  package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

  /// Writes the version as its text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
