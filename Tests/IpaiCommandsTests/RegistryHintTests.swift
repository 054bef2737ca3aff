import Testing

@testable import IpaiCommands

/// The registry in the commands that hints name.
@Suite struct RegistryHintTests {
  @Test(arguments: [
    ("to see why: ipai promote outbox list", "to see why: ipai promote outbox list --to 'a b'"),
    ("ipai promote log one", "ipai promote log --to 'a b' one"),
    ("again: ipai promote rollback one --to 1", "again: ipai promote rollback --registry 'a b' one --to 1"),
    ("give them to 'ipai promote plan'", "give them to 'ipai promote plan --to 'a b''"),
    ("ipai promote", "ipai promote --to 'a b'"), ("ipai skills list", "ipai skills list"),
  ]) func aFolderIsNamed(text: String, wanted: String) {
    #expect(RegistryHint(registry: "a b", store: "--store x").repeated(in: text) == wanted)
  }

  @Test func noPasswordIsRepeated() {
    let hint = RegistryHint(registry: "postgres://ann:hunter2@db.example.org/ipai", store: nil)
    let text = hint.repeated(in: "ipai promote status")
    #expect(text == "ipai promote status --to postgres://ann@db.example.org/ipai")
    #expect(RegistryHint(registry: nil, store: nil).repeated(in: "ipai promote status") == "ipai promote status")
    let shared = RegistryHint(registry: nil, store: "--store postgres://x/y").repeated(in: "ipai promote log one")
    #expect(shared == "ipai promote log --store postgres://x/y one")
  }
}
