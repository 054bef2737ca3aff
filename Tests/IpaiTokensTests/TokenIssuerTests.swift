import Foundation
import IpaiCore
import Testing

@testable import IpaiTokens

/// The settings, and the search for the keys.
@Suite struct TokenIssuerTests {
  @Test(arguments: [
    "", "id.example.com", "http://id.example.com", "ftp://id.example.com", "https://", "https:///x", "https://a b",
    "https://id.example.com?x", "https://id.example.com/#x", "https://user@id.example.com",
    "https://u:p@id.example.com",
    "http://localhost.example.com", "http://127.0.0.1.example.com", "https://é.example", "https://id.example.com/\u{0}",
    "https://id.example.com\\@evil.example", "http://192.168.0.1", "//id.example.com", "javascript://localhost",
  ])
  func otherAddressesAreRefused(text: String) throws {
    for make in [
      { try TokenIssuer(issuer: text, audience: TestToken.audience) },
      { try TokenIssuer(issuer: TestToken.issuer, audience: text) },
    ] {
      #expect(#expect(throws: IpaiError.self) { try make() }?.code == .configuration)
    }
    guard text != "https://id.example.com?x" else { return }
    #expect(throws: IpaiError.self) {
      try TokenIssuer(issuer: TestToken.issuer, audience: TestToken.audience, keySetAddress: text)
    }
  }

  @Test(arguments: [
    "https://ipai.example.com/", "https://ipai.example.com/mcp/", "https://IPAI.example.com", "HTTPS://a.b",
  ])
  func anAudienceHasOneForm(text: String) {
    #expect(throws: IpaiError.self) { try TokenIssuer(issuer: TestToken.issuer, audience: text) }
  }

  @Test(arguments: [
    "http://localhost:8080", "http://127.0.0.1", "http://[::1]:1/x", "https://ID.example.com:8443/a/b/",
  ])
  func theseIssuersAreAccepted(text: String) throws {
    #expect(try TokenIssuer(issuer: text, audience: TestToken.audience, keySetAddress: text + "?x").issuer == text)
  }

  private static let whereMetadataMayBeTable: [(String, [String])] = [
    (
      "https://id.example.com",
      [
        "https://id.example.com/.well-known/oauth-authorization-server",
        "https://id.example.com/.well-known/openid-configuration",
      ]
    ),
    (
      "https://id.example.com:8443/a/b/",
      [
        "https://id.example.com:8443/.well-known/oauth-authorization-server/a/b",
        "https://id.example.com:8443/.well-known/openid-configuration/a/b",
        "https://id.example.com:8443/a/b/.well-known/openid-configuration",
      ]
    ),
  ]

  @Test(arguments: whereMetadataMayBeTable)
  func whereMetadataMayBe(issuer: String, addresses: [String]) throws {
    #expect(try TokenIssuer(issuer: issuer, audience: TestToken.audience).metadataAddresses == addresses)
  }

  private static let addresses = [
    "https://id.example.com/.well-known/oauth-authorization-server/tenant",
    "https://id.example.com/.well-known/openid-configuration/tenant",
    "https://id.example.com/tenant/.well-known/openid-configuration",
  ]
  private static let keys = "https://keys.example.com/set"

  private static func metadata(_ issuer: String = TestToken.issuer, _ keys: String = keys) -> String {
    #"{"issuer":"\#(issuer)","jwks_uri":"\#(keys)","scopes_supported":[]}"#
  }

  @Test(arguments: 0..<3)
  func eachFormOfMetadataIsFound(number: Int) async throws {
    let keySet = JSONText.keySet([try TestKey.p256.json()])
    let fixture = try VerifierFixture(
      KeyServer { address in
        if address == Self.keys { return KeyServer.found(keySet) }
        if address == Self.addresses[number] { return KeyServer.found(Self.metadata()) }
        return FetchedDocument(status: 404, body: Data())
      }, keySetAddress: nil)
    #expect(await fixture.fault(try TestToken.make(.p256)) == nil)
    #expect(fixture.server.requests == Self.addresses.prefix(number + 1) + [Self.keys])
  }

  @Test(arguments: [
    metadata("https://id.example.com"), metadata(TestToken.issuer + "/"), metadata("https://evil.example"),
    metadata(TestToken.issuer, "http://keys.example.com/set"), metadata(TestToken.issuer, "file:///etc/passwd"),
    metadata(TestToken.issuer, ""), "{\"issuer\":\"\(TestToken.issuer)\"}", "{}", "[]", "", "null",
    #"{"jwks_uri":"https://keys.example.com/set"}"#, metadata() + String(repeating: " ", count: 256 * 1_024),
  ])
  func metadataThatLiesIsNotFollowed(text: String) async throws {
    let keySet = JSONText.keySet([try TestKey.p256.json()])
    let fixture = try VerifierFixture(
      KeyServer { Self.addresses.contains($0) ? KeyServer.found(text) : KeyServer.found(keySet) }, keySetAddress: nil)
    #expect(await fixture.fault(try TestToken.make(.p256)) == .keysUnavailable)
    #expect(fixture.server.requests == Self.addresses && [[.noMetadata], [.tooLarge]].contains(fixture.faults))
  }
}
