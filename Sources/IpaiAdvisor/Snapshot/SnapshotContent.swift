/// What a snapshot has.
struct SnapshotContent: Decodable {
  /// The facts, in which a part is empty that the snapshot does not have.
  private(set) var facts: AccountFacts
  /// The members that it has.
  private(set) var members: Set<String>
  /// How many lines it says that it has; nil where it does not say so.
  let lines: Int?

  /// Reads the first line of a snapshot, which says when the account was read and how much of it. Throws `DecodingError`.
  init(from decoder: any Decoder) throws {
    facts = try AccountFacts(from: decoder)
    members = try SnapshotPart.members(of: decoder)
    lines = try decoder.container(keyedBy: SnapshotLines.CountKey.self).decodeIfPresent(Int.self, forKey: .lines)
  }

  /// Adds what another line has. A member that is there already is named, as a path, if it cannot be there in more than one part.
  mutating func join(_ part: SnapshotPart) -> String? {
    let ofReading: [AccountFacts.CodingKeys] = [.format, .readAt, .states]
    if let twice = ofReading.first(where: { part.members.contains($0.stringValue) }) { return twice.stringValue }
    for member in FactsMember.all where part.members.contains(member.key.stringValue) {
      if let twice = member.join(&facts, part.facts) { return twice }
    }
    members.formUnion(part.members)
    return nil
  }
}
