import IpaiCore
package import IpaiSkills

/// A promotion that is ready to be stored: its statement, its signature and what it needs of the skills.
package struct Promotion: Sendable {
  /// What it says.
  package var statement: PromotionStatement
  /// The text of the statement.
  package var text: String
  /// The signature over the text; nil when it is not signed.
  package var signature: String?
  /// The skills whose files are to be stored, by name.
  package var skills: [String: SkillAddition]
  /// The words of these skills, by name.
  package var words: [String: SkillWords]
  /// The messages to be sent.
  package var messages: [PromotionMessage]

  /// A promotion with its parts. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  package init(
    _ statement: PromotionStatement, text: String, signature: String?, skills: [String: SkillAddition],
    messages: [PromotionMessage]
  ) throws {
    self.statement = statement
    self.text = text
    self.signature = signature
    self.skills = skills
    self.messages = messages
    let ordered = skills.sorted { $0.key < $1.key }
    words = Dictionary(uniqueKeysWithValues: zip(ordered.map(\.key), try SkillWords.of(ordered.map(\.value))))
  }

  /// The digest of the statement: `sha256:` and 64 hexadecimal digits.
  package var digest: String { PromotionStatement.digest(of: text) }
}
