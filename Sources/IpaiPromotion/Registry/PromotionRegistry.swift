package import IpaiCore
package import IpaiSkills

/// Where skills are promoted to. One contract suite of tests runs on every conformer. All methods throw `IpaiError`.
package protocol PromotionRegistry: Sendable {
  /// Where it is, without a password.
  var place: String { get }
  /// The versions of skills with their files.
  var skills: any SkillStore { get }

  /// What the registry has, with all versions of the skills `names`, as it is at one moment.
  func state(_ names: Set<String>) async throws -> RegistryState

  /// Stores a promotion in one transaction, with the files, the labels and the messages.
  ///
  /// Throws `.conflict`: with the cause `RegistryMoved` where it does not follow the last promotion, and where a version was released with
  /// other content.
  func apply(_ promotion: Promotion) async throws

  /// The promotions from the number after `after` on, at most `most`, oldest first; of one skill where `name` is given.
  func records(of name: String?, after: Int, most: Int) async throws -> [PromotionRecord]

  /// The last promotions, at most `most`, newest first; of one skill where `name` is given.
  func newest(of name: String?, most: Int) async throws -> [PromotionRecord]

  /// What the labels name, by skill.
  func labels() async throws -> [String: [SkillLabel: String]]

  /// What the table for other programs lists, by skill; nil for a registry that has no such table.
  func listed() async throws -> [String: ListedSkill]?

  /// The messages that were not taken yet, or all of them, oldest first, at most `most`.
  func messages(undelivered: Bool, most: Int) async throws -> [PromotionMessage]

  /// The messages that are due at `date` and that nobody is sending, those that are due longest first, at most `most`.
  func dueMessages(at date: Timestamp, most: Int) async throws -> [PromotionMessage]

  /// Takes a message for `seconds`, during which nobody else gets it; nil when somebody has taken it, or it was delivered.
  func take(_ message: Int, at date: Timestamp, for seconds: Int) async throws -> PromotionMessage?

  /// Notes that a message was delivered at `date`, or why not and when to try again.
  func note(_ message: PromotionMessage) async throws
}
