import Testing

@testable import IpaiPromotion

/// Which addresses are of one repository.
@Suite struct RepositoryAddressTests {
  @Test(arguments: [
    "https://example.org/owner/name.git", "https://example.org/owner/name", "https://example.org/owner/name/",
    "http://example.org/owner/name", "https://ann:secret@Example.ORG/owner/name.git",
    "https://example.org:443/owner/name.git", "git@example.org:owner/name.git", "example.org:owner/name",
    "git@example.org:/owner/name.git", "ssh://git@example.org/owner/name", "ssh://git@example.org:22/owner/name.git",
  ]) func theseAreOne(address: String) {
    #expect(RepositoryAddress.areOne(address, "ssh://git@example.org/owner/name.git"))
    #expect(RepositoryAddress.areOne("git@example.org:owner/name", address))
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
