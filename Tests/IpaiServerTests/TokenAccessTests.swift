import IpaiCore
import IpaiTokens
import Testing

@testable import IpaiServer

/// The settings of access tokens.
@Suite struct TokenAccessTests {
  private static let issuer: [String: String] = ["oauth_issuer": "https://id.example.com"]
  private static let audience: [String: String] = ["oauth_audience": "https://ipai.example.com/mcp"]

  private func read(_ settings: [String: String]) throws -> TokenIssuer? {
    let directories = Directories(home: "/nowhere", environment: [:])
    let configuration = Configuration(
      directories: directories, layers: [.flags(settings.mapValues(Optional.some))])
    return try TokenIssuer.named(in: configuration.checked())
  }

  @Test func noneIsNeeded() throws { #expect(try read([:]) == nil) }

  @Test func twoSettingsAreEnough() throws {
    let found = try #require(try read(Self.issuer.merging(Self.audience) { $1 }))
    #expect(found.issuer == "https://id.example.com" && found.audience == "https://ipai.example.com/mcp")
    #expect(found.keySetAddress == nil)
  }

  @Test(arguments: [
    issuer, audience, ["oauth_keys": "https://id.example.com/keys"],
    issuer.merging(["oauth_audience": "http://ipai.example.com/mcp"]) { $1 },
    audience.merging(["oauth_issuer": "http://id.example.com"]) { $1 },
    issuer.merging(audience) { $1 }.merging(["oauth_keys": "http://id.example.com/keys"]) { $1 },
  ])
  func incompleteAndUnsafeSettingsAreRefused(settings: [String: String]) {
    let error = #expect(throws: IpaiError.self) { try read(settings) }
    #expect(error?.code == .configuration && error?.hint != nil)
  }
}
