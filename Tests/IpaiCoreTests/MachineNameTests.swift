import IpaiCore
import Testing

@Suite struct MachineNameTests {
  private static let stored = [
    "/docs", "ann:/docs", "bob:/docs", "bob:x:/docs", ":/docs", "", "talk.md", "bob:", "/bob:/docs", "/e\u{301}",
    "bob:/e\u{301}",
  ]

  /// No two paths in the store are the same here, and each is found again.
  @Test(arguments: ["", "bob", "ann", "bob:x"]) func pathsAreToldApart(name: String) {
    let machine = MachineName(name)
    let local = Self.stored.filter { $0 != ":/docs" }.map { machine.local($0) }
    #expect(Set(local.map { Array($0.utf8) }).count == local.count)
    for path in Self.stored where path != ":/docs" {
      #expect(machine.stored(machine.local(path)).utf8.elementsEqual(path.utf8), "\(path)")
    }
  }

  @Test func pathsOfThisMachineAreAsTheyAre() {
    let (bob, all) = (MachineName("bob"), MachineName(""))
    #expect(bob.stored("/docs") == "bob:/docs" && bob.local("bob:/docs") == "/docs")
    #expect(bob.local("ann:/docs") == "ann:/docs" && bob.local("/docs") == ":/docs")
    #expect(all.stored("/docs") == "/docs" && all.local("/docs") == "/docs" && all.local("bob:/docs") == "bob:/docs")
  }
}
