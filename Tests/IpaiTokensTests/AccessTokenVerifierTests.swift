import Crypto
import CryptoExtras
import Foundation
import IpaiAccess
import Testing

@testable import IpaiTokens

/// Which tokens are accepted.
@Suite struct AccessTokenVerifierTests {
  private let fixture: VerifierFixture

  init() throws { fixture = try VerifierFixture() }

  @Test(arguments: TestKey.all)
  func eachAlgorithmIsAccepted(key: TestKey) async throws {
    let caller = try await fixture.verifier.caller(try TestToken.make(key))
    #expect(caller == Caller(principal: TestToken.owner("ada"), scopes: [.write]))
    #expect(fixture.server.requests == ["https://id.example.com/keys"])
  }

  private static let claimsTable: [(String, String?, TokenFault?)] = [
    ("exp", "\(TestToken.time)", TokenFault.expired), ("exp", "\(TestToken.time - 59)", .expired),
    ("exp", "\(TestToken.time).5", nil), ("exp", "1e300", nil), ("exp", "-1", .expired), ("exp", nil, .claimsMalformed),
    ("exp", "null", .claimsMalformed), ("exp", "\"\(TestToken.time + 300)\"", .claimsMalformed),
    ("exp", "1e999", .claimsMalformed), ("exp", "true", .claimsMalformed), ("exp", "[1]", .claimsMalformed),
    ("nbf", "\(TestToken.time + 60)", nil), ("nbf", "\(TestToken.time + 61)", .notYetValid), ("nbf", "0", nil),
    ("nbf", "{}", .claimsMalformed), ("iat", "\(TestToken.time + 60)", nil),
    ("iat", "\(TestToken.time + 61)", .notYetValid), ("iat", nil, nil), ("iat", "\"now\"", .claimsMalformed),
    ("iss", "\"https://id.example.com/tenant/\"", .issuerWrong), ("iss", "\"https://id.example.com\"", .issuerWrong),
    ("iss", "\"HTTPS://id.example.com/tenant\"", .issuerWrong), ("iss", nil, .claimsMalformed),
    ("iss", "[\"https://id.example.com/tenant\"]", .claimsMalformed), ("iss", "\"\"", .issuerWrong),
    ("aud", "\"https://other.example.com/mcp\"", .audienceWrong), ("aud", "\"\(TestToken.audience)/\"", .audienceWrong),
    ("aud", "[\"x\",\"\(TestToken.audience)\"]", nil), ("aud", "[\"x\",\"y\"]", .audienceWrong),
    ("aud", "[]", .audienceWrong), ("aud", nil, .claimsMalformed), ("aud", "[1]", .claimsMalformed),
    ("aud", "{\"a\":\"\(TestToken.audience)\"}", .claimsMalformed),
    ("aud", "\"https://ipai.example.com\"", .audienceWrong),
  ]

  @Test(arguments: claimsTable)
  func claims(name: String, value: String?, fault: TokenFault?) async throws {
    let token = try TestToken.make(.p256, [name: value])
    #expect(await fixture.fault(token) == fault)
  }

  /// Swift takes the sign of the unit kelvin for the letter.
  @Test func textsThatSwiftTakesForEqualAreNot() async throws {
    let issuer = try TokenIssuer(
      issuer: "https://id.example.com/K", audience: "https://ipai.example.com/K", keySetAddress: "https://x.example")
    let cache = JWKSCache(issuer, fetch: { try await fixture.server.fetch($0) })
    let verifier = AccessTokenVerifier(issuer, keys: cache, now: { [clock = fixture.clock] in clock.date })
    let good = ["iss": #""https://id.example.com/K""#, "aud": #""https://ipai.example.com/K""#]
    #expect(try await verifier.caller(try TestToken.make(.p256, good)).principal.hasSuffix(":ada"))
    for (name, fault) in [("iss", TokenFault.issuerWrong), ("aud", .audienceWrong)] {
      var changed = good
      changed[name] = good[name]?.replacing("K", with: "\u{212A}")
      let token = try TestToken.make(.p256, changed)
      await #expect(throws: fault) { try await verifier.caller(token) }
    }
  }

  private static let headersTable: [(String, String?, TokenFault?)] = [
    ("typ", #""JWT""#, nil), ("typ", #""at+jwt""#, nil), ("typ", #""AT+JWT""#, nil), ("typ", nil, nil),
    ("typ", #""application/at+jwt""#, nil), ("typ", #""dpop+jwt""#, TokenFault.typeRefused),
    ("typ", #""logout+jwt""#, .typeRefused), ("typ", #""""#, .typeRefused), ("typ", "1", .malformed),
    ("crit", #"["exp"]"#, .extensionUnknown), ("crit", "[]", .extensionUnknown), ("crit", "null", .extensionUnknown),
    ("alg", #""none""#, .algorithmRefused), ("alg", #""None""#, .algorithmRefused), ("alg", #""""#, .algorithmRefused),
    ("alg", #""HS256""#, .algorithmRefused), ("alg", #""RS384""#, .algorithmRefused),
    ("alg", #""PS256""#, .algorithmRefused), ("alg", #""es256""#, .algorithmRefused),
    ("alg", #""RS256""#, .algorithmRefused), ("alg", #""EdDSA""#, .algorithmRefused), ("alg", nil, .malformed),
    ("alg", #"["ES256"]"#, .malformed), ("kid", #""rsa""#, .algorithmRefused), ("kid", #""ed""#, .algorithmRefused),
    ("kid", #""other""#, .keyUnknown), ("kid", #""""#, .keyUnknown), ("kid", "1", .malformed),
    ("jku", #""https://evil.example/keys""#, nil), ("x5u", #""https://evil.example/keys""#, nil),
  ]

  @Test(arguments: headersTable)
  func headers(name: String, value: String?, fault: TokenFault?) async throws {
    let token = try TestToken.make(.p256, header: [name: value])
    #expect(await fixture.fault(token) == fault)
    #expect(fixture.server.requests.allSatisfy { $0 == "https://id.example.com/keys" })
  }

  @Test func aTokenWithoutASignatureIsRefused() async throws {
    // What is refused anyway does not make the server ask for keys.
    defer { #expect(fixture.server.requests.count == 1) }
    for name in ["none", "None", "NONE", "ES256"] {
      #expect(fixture.server.requests.isEmpty)
      let parts = [#"{"alg":"\#(name)","kid":"p256"}"#, JSONText.object(TestToken.claims)].map(TestToken.part)
      let fault: TokenFault = name == "ES256" ? .signatureWrong : .algorithmRefused
      #expect(await fixture.fault(parts.joined(separator: ".") + ".") == fault)
    }
  }

  /// The classic confusion: the public key, which everybody has, as the secret of a symmetric signature.
  @Test func thePublicKeyIsNoSecret() async throws {
    guard case .rsa(let key) = TestKey.rsa.owner else { return }
    let secrets = [
      Data(key.publicKey.pemRepresentation.utf8), Data((key.publicKey.pemRepresentation + "\n").utf8),
      Data(key.publicKey.pkcs1PEMRepresentation.utf8), key.publicKey.derRepresentation,
      try key.publicKey.getKeyPrimitives().modulus,
    ]
    for secret in secrets {
      for (name, fault) in [("HS256", TokenFault.algorithmRefused), ("RS256", .signatureWrong)] {
        let signed = [#"{"alg":"\#(name)","kid":"rsa"}"#, JSONText.object(TestToken.claims)].map(TestToken.part)
          .joined(separator: ".")
        let code = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: SymmetricKey(data: secret))
        #expect(await fixture.fault(signed + "." + Data(code).base64URL) == fault)
      }
    }
  }

  @Test(arguments: TestKey.all)
  func anotherKeyWithTheSameNameIsRefused(key: TestKey) async throws {
    let strangers = [
      TestKey(id: key.id, owner: .p256(P256.Signing.PrivateKey())), TestKey.otherRSA.named(key.id),
      TestKey(id: key.id, owner: .ed25519(Curve25519.Signing.PrivateKey())),
    ]
    for stranger in strangers {
      let fault: TokenFault = stranger.algorithm == key.algorithm ? .signatureWrong : .algorithmRefused
      #expect(await fixture.fault(try TestToken.make(stranger)) == fault)
      // The token brings its own key (RFC 7515, section 4.1.3), which nobody has to believe.
      let bringing = try TestToken.make(stranger, header: ["jwk": try stranger.json()])
      #expect(await fixture.fault(bringing) == fault)
    }
  }

  @Test(arguments: TestKey.all)
  func alteredPartsAreRefused(key: TestKey) async throws {
    let token = try TestToken.make(key)
    let parts = token.split(separator: ".").map(String.init)
    let raised = TestToken.part(JSONText.object(TestToken.claims, ["scope": #""ipai:admin""#]))
    #expect(await fixture.fault([parts[0], raised, parts[2]].joined(separator: ".")) == .signatureWrong)
    let typ = TestToken.part(#"{"alg":"\#(key.algorithm)","kid":"\#(key.id ?? "")"}"#)
    #expect(await fixture.fault([typ, parts[1], parts[2]].joined(separator: ".")) == .signatureWrong)
    let other = try TestToken.make(key, ["sub": #""eve""#]).split(separator: ".")[2]
    #expect(await fixture.fault([parts[0], parts[1], String(other)].joined(separator: ".")) == .signatureWrong)
    #expect(await fixture.fault(token) == nil)
  }

  @Test(arguments: [
    "", ".", "..", "...", "a.b", "eyJ.eyJ.x", "a.b.c.d.e", "\u{0}.\u{0}.\u{0}", "ipai_0123456789abcdef_00", "é.é.é",
    "e30.e30.e30", "bnVsbA.e30.e30", "W10.e30.e30", String(repeating: "[", count: 3_000),
  ])
  func otherTextsAreMalformed(text: String) async throws {
    #expect(await fixture.fault(text) == .malformed)
    #expect(fixture.server.requests.isEmpty)
  }

  @Test func aPartHasOneForm() async throws {
    let token = try TestToken.make(.ed25519)
    for text in [token + "=", token + "==", token + "\n", " " + token, token + ".", "." + token] {
      #expect(await fixture.fault(text) == .malformed)
    }
    // The last character of 64 bytes carries two bits; the four others have to be zero.
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    let last = try #require(token.last.flatMap { digits.firstIndex(of: $0) })
    #expect(await fixture.fault(token.dropLast() + String(digits[last + 1])) == .malformed)
  }

  /// A signature of ES256 has 64 bytes (RFC 7518, section 3.4), whatever else the library may read.
  @Test func otherFormsOfASignatureAreRefused() async throws {
    let token = try TestToken.make(.p256)
    let parts = token.split(separator: ".").map(String.init)
    let raw = Data(try #require(Base64URL.bytes(parts[2].utf8)))
    let signature = try P256.Signing.ECDSASignature(rawRepresentation: raw)
    for bytes in [signature.derRepresentation, raw + [0], [0] + raw, raw.dropLast(), Data()] {
      let altered = [parts[0], parts[1], bytes.base64URL].joined(separator: ".")
      #expect(await fixture.fault(altered) == .signatureWrong)
    }
  }

  @Test func jsonIsUTF8() async throws {
    let claims = JSONText.object(TestToken.claims)
    let latin1 = claims.replacing("ada", with: "jos\u{E9}")
    for (text, encoding, fault) in [
      (claims, String.Encoding.utf8, nil), (latin1, .utf8, nil), (latin1, .isoLatin1, TokenFault.claimsMalformed),
      (claims, .utf16LittleEndian, .claimsMalformed), (claims, .utf16BigEndian, .claimsMalformed),
      (claims, .utf32BigEndian, .claimsMalformed), (claims, .utf16, .claimsMalformed),
    ] {
      let payload = try #require(text.data(using: encoding))
      let signed = TestToken.part(#"{"alg":"EdDSA","kid":"ed"}"#) + "." + payload.base64URL
      let token = signed + "." + (try TestKey.ed25519.sign(Data(signed.utf8))).base64URL
      #expect(await fixture.fault(token) == fault, "\(encoding)")
    }
  }

  @Test func deepNestingIsRefused() async throws {
    let deep = String(repeating: "[", count: 2_500) + String(repeating: "]", count: 2_500)
    #expect(await fixture.fault(try TestToken.make(.p256, ["x": deep])) == .claimsMalformed)
    #expect(await fixture.fault(try TestToken.make(.p256, header: ["x": deep])) == .malformed)
  }

  @Test func aTokenHasAtMost8KiB() async throws {
    let bare = try TestToken.make(.ed25519, ["x": #""""#]).utf8.count
    // 3 bytes become 4 characters.
    let room = (8_192 - bare) / 4 * 3
    let fits = try TestToken.make(.ed25519, ["x": "\"" + String(repeating: "x", count: room) + "\""])
    #expect((8_189...8_192).contains(fits.utf8.count), "\(fits.utf8.count)")
    #expect(await fixture.fault(fits) == nil)
    let over = try TestToken.make(.ed25519, ["x": "\"" + String(repeating: "x", count: room + 6) + "\""])
    #expect(await fixture.fault(over) == .tooLong)
    #expect(await fixture.fault(String(repeating: "x", count: 5_000_000)) == .tooLong)
  }

  private static let principalsTable: [(String, String?)] = [
    (#""ada""#, "ada"), (#""auth0|5f7c8ec7c33c6c004bbafe82""#, "auth0|5f7c8ec7c33c6c004bbafe82"),
    (#""jos\u00e9""#, "jos\u{E9}"), (#""""#, nil), (#""a\nb""#, nil), (#""a\u0000""#, nil), (#""a\u007f""#, nil),
    (#""a\u0085""#, nil), (#""a\u2028""#, nil), (#""a\u202eb""#, nil), (#""\u212a""#, nil), (#""jose\u0301""#, nil),
    ("\"\(String(repeating: "a", count: 255))\"", String(repeating: "a", count: 255)),
    ("\"\(String(repeating: "a", count: 256))\"", nil), ("\"\(String(repeating: "é", count: 128))\"", nil),
  ]

  @Test(arguments: principalsTable)
  func principals(subject: String, name: String?) async throws {
    let token = try TestToken.make(.p256, ["sub": subject])
    guard let name else {
      #expect(await fixture.fault(token) == .subjectRefused)
      return
    }
    #expect(try await fixture.verifier.caller(token).principal.utf8.elementsEqual(TestToken.owner(name).utf8))
  }

  /// A subject is unique only among those of its issuer, and nobody else can stand in for it.
  @Test func theIssuerIsPartOfTheName() async throws {
    let other = try TokenIssuer(
      issuer: "https://other.example.com", audience: TestToken.audience, keySetAddress: "https://other.example.com/keys"
    )
    let cache = JWKSCache(other, fetch: { try await fixture.server.fetch($0) })
    let verifier = AccessTokenVerifier(other, keys: cache, now: { [clock = fixture.clock] in clock.date })
    let token = try TestToken.make(.p256, ["iss": #""https://other.example.com""#])
    let principal = try await verifier.caller(token).principal
    #expect(principal.hasSuffix(":ada") && principal != TestToken.owner("ada"))
    #expect(await fixture.fault(try TestToken.make(.p256, ["sub": nil, "client_id": #""ada""#])) == .claimsMalformed)
    #expect(await fixture.fault(try TestToken.make(.p256, ["sub": "null"])) == .claimsMalformed)
  }

  @Test(arguments: ["nonce", "at_hash", "c_hash"])
  func anIDTokenGivesNoAccess(claim: String) async throws {
    #expect(await fixture.fault(try TestToken.make(.p256, [claim: #""x""#])) == .typeRefused)
  }

  @Test func aSubjectIsAText() async throws {
    for value in ["1", "[]", "true", #"["ada"]"#] {
      #expect(await fixture.fault(try TestToken.make(.p256, ["sub": value])) == .claimsMalformed)
    }
  }

  private static let scopesTable: [(String?, String?, Set<AccessScope>)] = [
    (#""ipai:read""#, nil, [AccessScope.read]), (#""ipai:write""#, nil, [.write]), (#""ipai:admin""#, nil, [.admin]),
    (#""ipai:advisor""#, nil, [.advisor]), (#""ipai:write ipai:advisor""#, nil, [.write, .advisor]),
    (#""read""#, nil, []), (#""write""#, nil, []), (#""admin""#, nil, []),
    (#""openid ipai:read  write email""#, nil, [.read]), (nil, #"["ipai:read","ipai:admin"]"#, [.read, .admin]),
    (nil, #""openid ipai:write""#, [.write]), (nil, #"["read"]"#, []), (#""ipai:read""#, #"["ipai:admin"]"#, [.read]),
    (#""""#, nil, []), (nil, nil, []), (nil, "[]", []), (#""IPAI:READ""#, nil, []), (#""ipai:reader""#, nil, []),
    (#""read,write""#, nil, []), (#""ipai:*""#, nil, []), (#""mcp:read xadmin""#, nil, []),
    (#""read\twrite""#, nil, []),
  ]

  @Test(arguments: scopesTable)
  func scopes(scope: String?, list: String?, allowed: Set<AccessScope>) async throws {
    let token = try TestToken.make(.p256, ["scope": scope, "scp": list])
    for needed in AccessScope.allCases {
      let isAllowed = allowed.contains(needed) || allowed.contains(.admin) || needed == .read && !allowed.isEmpty
      do {
        #expect(try await fixture.verifier.caller(token, needed: needed).scopes == allowed)
        #expect(isAllowed, "\(needed)")
      } catch {
        #expect(error == .insufficientScope(needed) && !isAllowed, "\(needed)")
      }
    }
  }

  @Test func scopesOfAnotherFormAreMalformed() async throws {
    for (name, value) in [("scope", "1"), ("scope", #"["read"]"#), ("scp", "1"), ("scp", "[1]"), ("scp", "{}")] {
      var changes: [String: String?] = ["scope": nil]
      changes[name] = value
      #expect(await fixture.fault(try TestToken.make(.p256, changes)) == .claimsMalformed)
    }
  }

  @Test func aTokenWithoutTheNameOfItsKey() async throws {
    for key in TestKey.all {
      #expect(await fixture.fault(try TestToken.make(key.named(nil))) == nil)
    }
    let two = try VerifierFixture([.rsa, .otherRSA, .ed25519])
    #expect(await two.fault(try TestToken.make(TestKey.rsa.named(nil))) == .keyAmbiguous)
    #expect(await two.fault(try TestToken.make(TestKey.ed25519.named(nil))) == nil)
    #expect(await two.fault(try TestToken.make(TestKey.p256.named(nil))) == .keyUnknown)
    // A key that has no name is not that of a token with one.
    let nameless = try VerifierFixture([TestKey.p256.named(nil)])
    #expect(await nameless.fault(try TestToken.make(.p256)) == .keyUnknown)
    #expect(await nameless.fault(try TestToken.make(TestKey.p256.named(nil))) == nil)
  }

  @Test func aTokenEndsWhileTheClockGoesOn() async throws {
    let token = try TestToken.make(.rsa)
    #expect(await fixture.fault(token) == nil)
    fixture.clock.pass(.seconds(299))
    #expect(await fixture.fault(token) == nil)
    fixture.clock.pass(.seconds(1))
    #expect(await fixture.fault(token) == .expired)
  }

  @Test func whatLooksLikeAToken() throws {
    #expect(AccessTokenVerifier.looksLikeToken(try TestToken.make(.rsa)))
    #expect(AccessTokenVerifier.looksLikeToken(TestToken.part("{\n \"alg\": \"ES256\"}") + ".e30.AA"))
    for text in ["ipai_0123456789abcdef_00", "eyJ", "eyJ.a", "eyJ.a.b.c", "a.b.c", "", "dev-only-insecure-key"] {
      #expect(!AccessTokenVerifier.looksLikeToken(text))
    }
  }
}
