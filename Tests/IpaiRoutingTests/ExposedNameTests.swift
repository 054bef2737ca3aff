import Testing

@testable import IpaiRouting

@Suite struct ExposedNameTests {
  private static let long = String(repeating: "a", count: 64)

  @Test func aPlainNameStaysReadable() {
    #expect(ExposedNames.name("odoo-lab", "search") == "odoo-lab__search")
  }

  @Test(arguments: [
    ("server", long), (long, "tool"), (long, long), ("server", "tool/with slash"), ("server", "поиск"), ("server", ""),
    ("server", "sеarch"), ("server", "a\u{202E}b"),
  ])
  func anyNameBecomesOneThatIsAllowed(_ server: String, _ tool: String) {
    let name = ExposedNames.name(server, tool)
    #expect(name.utf8.count <= 64)
    #expect(name.wholeMatch(of: /[A-Za-z0-9_.-]+/) != nil)
    #expect(ExposedNames.name(server, tool) == name)
  }

  @Test func namesThatLookAlikeStayApart() {
    // The second has a Cyrillic e, the third begins like the fourth.
    let tools = ["search", "sеarch", Self.long + "1", Self.long + "2", "a b", "a_b", "a/b"]
    #expect(Set(tools.map { ExposedNames.name("s", $0) }).count == tools.count)
    #expect(ExposedNames.name("a", "b__c") != ExposedNames.name("a__b", "c") || ServerName.fault("a__b") != nil)
  }

  @Test(arguments: ["a", "odoo-lab", "a.b_c"])
  func aServerMayHaveThisName(_ name: String) { #expect(ServerName.fault(name) == nil) }

  @Test(arguments: ["", "a__b", "_a", "a_", "a b", "ä", "a/b", String(repeating: "a", count: 65)])
  func aServerMayNotHaveThisName(_ name: String) { #expect(ServerName.fault(name) != nil) }
}
