import Testing

@testable import IpaiAdvisor

/// The table of the members of facts has all of them: one that is not there would be in no snapshot.
struct FactsMemberTests {
  @Test func allMembersAreThere() {
    let keys = FactsMember.all.map(\.key)
    #expect(Set(keys).count == keys.count)
    #expect(Set(keys) == Set(AccountFacts.CodingKeys.allCases).subtracting([.format, .readAt, .states]))
  }
}
