package import IpaiCore

/// The name of a skill (Agent Skills specification, "name field"): at most 64 of a-z, 0-9 and hyphens, no hyphen at the
/// start, at the end or beside another. Names of single files may have underscores too.
package struct SkillName: Hashable, Comparable, Sendable {
  /// The most characters of a name.
  package static let maxLength = 64

  /// The name as text.
  package let text: String

  /// A name as the form permits it; the form `file` permits all names that a skill can have.
  ///
  /// Throws `IpaiError(.usage)` that says which rule is broken.
  package init(_ text: String, in form: SkillForm = .file) throws(IpaiError) {
    if let fault = SkillNameFault(text, in: form) {
      throw IpaiError(.usage, "\(fault.problem)", hint: fault.hint)
    }
    self.text = text
  }

  /// True for a name that only single files may have.
  package var hasUnderscore: Bool { text.utf8.contains(UInt8(ascii: "_")) }

  /// The order of the bytes.
  package static func < (left: SkillName, right: SkillName) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension SkillName: CustomStringConvertible {
  /// The name as text.
  package var description: String { text }
}

extension SkillName: Codable {
  /// Reads a name from its text.
  package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

  /// Writes the name as its text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
