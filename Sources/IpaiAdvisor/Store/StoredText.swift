import IpaiCore

/// Texts as both databases keep them and find them again.
enum StoredText {
  /// The longest text that a search looks into, in code points.
  private static let mostSearched = 4_000
  /// The fewest digits of a fingerprint that name a finding.
  private static let fewestDigits = 6

  /// The text with a replacement character for each NUL, which PostgreSQL does not store and at which SQLite ends some texts.
  static func clean(_ text: String) -> String {
    guard text.utf8.contains(0) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
  }

  /// The id of an account. Throws `IpaiError(.usage)` for one that is empty or longer than 255 bytes.
  static func account(_ text: String) throws -> String {
    let account = clean(text)
    guard (1...255).contains(account.utf8.count) else {
      throw IpaiError(.usage, "'\(account.prefix(80))' is not the id of an account")
    }
    return account
  }

  /// What a search looks into, in lower case.
  static func searched(_ finding: Finding) -> String {
    let parts = [
      finding.title, finding.name, finding.urn.text, finding.rule, finding.project, finding.region, finding.note,
    ]
    let all = parts.compactMap(\.self).joined(separator: "\n").unicodeScalars
    return clean(String(String.UnicodeScalarView(all.prefix(mostSearched))).lowercased())
  }

  /// The words that are all looked for, in lower case.
  static func words(_ text: String?) -> [String] {
    clean(text ?? "").lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// A whole fingerprint in lower case. Throws `IpaiError(.usage)` for any other text.
  static func fingerprint(_ text: String) throws -> String {
    let digits = text.lowercased()
    guard Fingerprint.isWhole(digits) else { throw notDigits(text) }
    return digits
  }

  /// The beginning of a fingerprint in lower case. Throws `IpaiError(.usage)` for any other text.
  static func prefix(_ text: String) throws -> String {
    let digits = text.lowercased()
    guard (fewestDigits...Fingerprint.length).contains(digits.utf8.count), Fingerprint.hasDigits(digits) else {
      throw notDigits(text)
    }
    return digits
  }

  private static func notDigits(_ text: String) -> IpaiError {
    IpaiError(
      .usage, "'\(clean(text).prefix(80))' is not the fingerprint of a finding",
      hint: "a fingerprint has \(Fingerprint.length) hexadecimal digits, of which the first \(fewestDigits) are enough")
  }
}
