import Foundation
import IpaiAccess
import Testing

@testable import IpaiTokens

/// What clients are told.
@Suite struct ChallengeTests {
  private static let metadata = "https://ipai.example.com/.well-known/oauth-protected-resource/mcp"
  private static let faults: [TokenFault] = [
    .tooLong, .malformed, .typeRefused, .extensionUnknown, .algorithmRefused, .keyUnknown, .keyAmbiguous,
    .signatureWrong,
    .claimsMalformed, .issuerWrong, .audienceWrong, .expired, .notYetValid, .subjectRefused,
  ]

  @Test func whereTokensAreNotAccepted() {
    #expect(Challenge().value == #"Bearer realm="ipai""#)
    #expect(Challenge(error: "invalid_token").value == #"Bearer realm="ipai", error="invalid_token""#)
  }

  @Test func whereTokensAreAccepted() {
    #expect(
      Challenge(scope: .read, resourceMetadata: Self.metadata).value
        == #"Bearer realm="ipai", resource_metadata="\#(Self.metadata)", scope="ipai:read""#)
  }

  @Test func tooLittleScope() {
    let fault = TokenFault.insufficientScope(.admin)
    #expect(fault.status == 403 && fault.error == "insufficient_scope")
    #expect(fault.description == "the token does not have the scope ipai:admin")
  }

  @Test func unreadableKeysAreNotTheFaultOfTheToken() {
    #expect(TokenFault.keysUnavailable.status == 503 && TokenFault.keysUnavailable.error == nil)
  }

  @Test(arguments: faults)
  func everyOtherFaultIsAnInvalidToken(fault: TokenFault) {
    #expect(fault.status == 401 && fault.error == "invalid_token")
  }

  @Test func descriptionsDiffer() { #expect(Set(Self.faults.map(\.description)).count == Self.faults.count) }

  @Test(arguments: [
    ("say \"no\"", "say 'no'"), (#"a\b"#, "a'b"), ("a\r\nSet-Cookie: x", "a??Set-Cookie: x"), ("é\u{7F}\u{0}", "???"),
    ("\"", "'"), (#"x", error="y"#, "x', error='y"),
  ])
  func nothingGetsOutOfTheQuotationMarks(text: String, quoted: String) {
    let value = Challenge(error: text, description: text, scope: .read, resourceMetadata: text).value
    #expect(
      value == #"Bearer realm="ipai", resource_metadata="\#(quoted)", error="\#(quoted)", "#
        + #"error_description="\#(quoted)", scope="ipai:read""#)
  }

  @Test(arguments: [
    ("https://ipai.example.com/mcp", "/mcp"), ("https://ipai.example.com", ""),
    ("http://127.0.0.1:7411/a/mcp", "/a/mcp"),
  ])
  func theMetadataOfTheResource(audience: String, path: String) throws {
    let issuer = try TokenIssuer(issuer: TestToken.issuer, audience: audience)
    let metadata = ProtectedResourceMetadata(issuer)
    #expect(
      String(decoding: metadata.body, as: UTF8.self)
        == #"{"authorization_servers":["https://id.example.com/tenant"],"bearer_methods_supported":["header"],"#
        + #""resource":"\#(audience)","resource_name":"ipai","#
        + #""scopes_supported":["ipai:read","ipai:write","ipai:advisor","ipai:admin"]}"# + "\n")
    let wellKnown = "/.well-known/oauth-protected-resource"
    #expect(metadata.paths == [wellKnown, wellKnown + path])
    #expect(metadata.address == audience.dropLast(path.count) + wellKnown + path)
  }
}
