import Testing

@testable import IpaiPromotion

/// Which addresses are of one repository.
@Suite struct RepositoryAddressTests {
  @Test(arguments: [
    "https://example.org/owner/name.git", "https://example.org/owner/name", "https://example.org/owner/name/",
    "http://example.org/owner/name", "https://ann:secret@Example.ORG/owner/name.git",
    "https://example.org:443/owner/name.git", "git@example.org:owner/name.git", "example.org:owner/name",
    "ssh://git@example.org/owner/name", "ssh://git@example.org:22/owner/name.git",
  ]) func theseAreOne(address: String) {
    #expect(RepositoryAddress.areOne(address, "ssh://git@example.org/owner/name.git"))
    #expect(RepositoryAddress.areOne("git@example.org:owner/name", address))
  }

  /// A path without a slash begins at the home of the user, and one with a slash at the root.
  @Test(
    arguments: [
      ("alice@example.org:skills.git", "bob@example.org:skills.git", false),
      ("alice@example.org:skills.git", "git@example.org:skills.git", false),
      ("alice@example.org:skills.git", "https://example.org/skills.git", false),
      ("alice@example.org:skills.git", "ssh://alice@example.org/skills.git", false),
      ("alice@example.org:skills.git", "example.org:skills.git", false),
      ("alice@example.org:skills.git", "alice@Example.org:skills", true),
      ("git@example.org:skills.git", "example.org:skills", true),
      ("git@example.org:/srv/a", "git@example.org:srv/a", false),
      ("git@example.org:/srv/a", "https://example.org/srv/a", false),
      ("git@example.org:/srv/a", "ssh://example.org:22/srv/a.git", true),
      ("git@example.org:/srv/a", "ssh://example.org:2222/srv/a", false),
      ("alice@example.org:/srv/a", "bob@example.org:/srv/a/", true),
    ]) func shortAddressesDependOnTheUser(one: String, other: String, areOne: Bool)
  {
    #expect(RepositoryAddress.areOne(one, other) == areOne)
    #expect(RepositoryAddress.areOne(other, one) == areOne)
  }

  @Test(
    arguments: [
      "https://example.org/owner/other.git", "https://example.com/owner/name", "https://example.org/Owner/name",
      "https://example.org:8443/owner/name", "https://example.org/owner/name.git.git", "/srv/owner/name.git",
      "file:///owner/name.git", "example.org/owner/name", "./example.org:owner/name", "", nil,
    ] as [String?]) func theseAreOthers(address: String?)
  {
    #expect(!RepositoryAddress.areOne(address, "https://example.org/owner/name.git"))
    #expect(RepositoryAddress.areOne(address, address))
  }
}
