/// What a snapshot has.
struct SnapshotContent: Decodable {
  /// The facts, in which a part is empty that the snapshot does not have.
  let facts: AccountFacts
  /// The members that it has.
  let members: Set<String>

  init(from decoder: any Decoder) throws {
    facts = try AccountFacts(from: decoder)
    let container = try decoder.container(keyedBy: AccountFacts.CodingKeys.self)
    members = Set(try container.allKeys.filter { try !container.decodeNil(forKey: $0) }.map(\.stringValue))
  }
}
