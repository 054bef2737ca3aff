package import IpaiCommits

/// A commit with everything that is stored of it and, where it was asked for, its patch.
package struct ShownCommit: Codable, Sendable, Equatable {
  /// Its fields stand beside those of the patch when encoded.
  package var commit: StoredCommit
  /// nil where it was not asked for.
  package var patch: String?
  /// True if the patch is longer than `patch`; nil where none was asked for.
  package var isPatchCut: Bool?
  /// The conversations about it, latest first; nil for none.
  package var conversations: [LinkedConversation]?

  /// A commit without its patch.
  package init(_ commit: StoredCommit) { self.commit = commit }

  private enum CodingKeys: String, CodingKey {
    case patch, conversations
    case isPatchCut = "patch_cut"
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    commit = try StoredCommit(from: decoder)
    patch = try values.decodeIfPresent(String.self, forKey: .patch)
    isPatchCut = try values.decodeIfPresent(Bool.self, forKey: .isPatchCut)
    conversations = try values.decodeIfPresent([LinkedConversation].self, forKey: .conversations)
  }

  package func encode(to encoder: any Encoder) throws {
    try commit.encode(to: encoder)
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeIfPresent(patch, forKey: .patch)
    try values.encodeIfPresent(isPatchCut, forKey: .isPatchCut)
    try values.encodeIfPresent(conversations, forKey: .conversations)
  }
}
