import IpaiCore

/// What a line of a snapshot has that is not its first one.
struct SnapshotPart: Decodable {
  /// The facts, in which a part is empty that the line does not have.
  let facts: AccountFacts
  /// The members that it has.
  let members: Set<String>

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AccountFacts.CodingKeys.self)
    // When the account was read is said in the first line.
    var facts = AccountFacts(readAt: FactTime(Timestamp(seconds: 0)))
    for member in FactsMember.all { try member.read(container, &facts) }
    self.facts = facts
    members = try Self.members(of: decoder)
  }

  /// The names of the members that are there and not null.
  static func members(of decoder: any Decoder) throws -> Set<String> {
    let container = try decoder.container(keyedBy: AccountFacts.CodingKeys.self)
    return Set(try container.allKeys.filter { try !container.decodeNil(forKey: $0) }.map(\.stringValue))
  }
}
