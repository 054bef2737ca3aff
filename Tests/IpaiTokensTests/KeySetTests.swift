import Crypto
import Foundation
import Testing

@testable import IpaiTokens

/// Which keys of a key set are used.
@Suite struct KeySetTests {
  private func algorithms(_ keys: String...) async throws -> [String] {
    try KeySet(Data(JSONText.keySet(keys).utf8)).keys.map(\.algorithm.rawValue)
  }

  @Test func publicKeysAreUsed() async throws {
    for key in TestKey.all {
      for change: [String: String?] in [
        [:], ["alg": nil], ["use": nil], ["alg": nil, "use": nil, "kid": nil], ["key_ops": #"["verify"]"#],
        ["x5c": #"["x"]"#, "unknown": "{}"],
      ] {
        #expect(try await algorithms(try key.json(change)) == [key.algorithm], "\(change)")
      }
    }
  }

  @Test(arguments: TestKey.all)
  func keysWithAnythingWrongAreLeftOut(key: TestKey) async throws {
    let short = "\"" + String(repeating: "A", count: 42) + "\""
    let changes: [[String: String?]] = [
      ["d": #""AQAB""#], ["d": "null"], ["k": #""AQAB""#], ["p": #""AQAB""#], ["oth": "[]"], ["kty": #""oct""#],
      ["kty": nil], ["kty": #""ec""#], ["kty": "1"], ["use": #""enc""#], ["use": "1"], ["key_ops": #"["sign"]"#],
      ["key_ops": "[]"], ["key_ops": "1"], ["alg": #""none""#], ["alg": #""HS256""#], ["alg": #""PS256""#],
      ["alg": #""RSA-OAEP""#], ["kid": "1"], ["n": "null", "x": "null"], ["n": short, "x": short],
      ["n": #""""#, "x": #""""#], ["n": #""!""#, "x": #""!""#],
      [
        "n": "\"" + String(repeating: "A", count: 342) + "\"", "y": short,
        "crv": key.algorithm == "EdDSA" ? "1" : #""P-256""#,
      ],
    ]
    for change in changes { #expect(try await algorithms(try key.json(change)) == [], "\(key.algorithm) \(change)") }
  }

  @Test func otherKindsAreLeftOut() async throws {
    let others = [
      "1", "null", "[]", "{}", #""x""#, #"{"kty":"oct","kid":"h","k":"c2VjcmV0","alg":"HS256"}"#,
      #"{"kty":"oct","kid":"i"}"#, try TestKey.p256.json(["kid": #""a""#, "crv": #""P-384""#]),
      try TestKey.p256.json(["kid": #""b""#, "crv": #""secp256k1""#]),
      try TestKey.ed25519.json(["kid": #""c""#, "crv": #""X25519""#]),
      try TestKey.ed25519.json(["kid": #""d""#, "crv": #""Ed448""#]), try TestKey.weakRSA.json(),
      // This is no point of the curve.
      try TestKey.p256.json(["kid": #""e""#, "y": try TestKey.p256.members()["x"]]),
    ]
    let keys = others + [try TestKey.rsa.json()]
    #expect(try KeySet(Data(JSONText.keySet(keys).utf8)).keys.map(\.keyID) == ["rsa"])
  }

  @Test func numbersThatAreNoRSAKeyAreLeftOut() async throws {
    let full = String(repeating: "_", count: 341)
    let moduli = [
      "zero": String(repeating: "A", count: 342), "even": full + "g",
      "small": String(repeating: "A", count: 200) + full,
      "huge": String(repeating: "_", count: 1_368), "padded": full + "w==",
      "vast": String(repeating: "_", count: 100_000),
    ]
    for (name, modulus) in moduli {
      #expect(try await algorithms(try TestKey.rsa.json(["n": "\"\(modulus)\""])) == [], "\(name)")
    }
    // From 2,048 to 8,192 bits.
    for (first, count, isUsed) in [
      (0x7F, 256, false), (0x80, 256, true), (0x80, 512, true), (0xFF, 1_024, true), (0x01, 1_025, false),
    ] {
      let modulus = Data([UInt8(first)] + Array(repeating: 0xFF, count: count - 1)).base64URL
      #expect(
        try await algorithms(try TestKey.rsa.json(["n": "\"\(modulus)\""])) == (isUsed ? ["RS256"] : []), "\(count)")
    }
    for exponent in ["AA", "AQ", "Ag", "AQAA", "________", "AQAAAAAAAAAB", "AQAB=", ""] {
      #expect(try await algorithms(try TestKey.rsa.json(["e": "\"\(exponent)\""])) == [], "\(exponent)")
    }
  }

  @Test func coordinatesHave32Bytes() async throws {
    guard case .p256(let key) = TestKey.p256.owner else { return }
    let point = key.publicKey.rawRepresentation
    for size in 0...64 {
      let changes = ["x": "\"\(point.prefix(size).base64URL)\"", "y": "\"\(point.dropFirst(size).base64URL)\""]
      #expect(try await algorithms(try TestKey.p256.json(changes)) == (size == 32 ? ["ES256"] : []))
    }
  }

  /// A token of a key that is too weak, or whose secret is published, is refused although its signature is right.
  @Test func tokensOfKeysThatAreLeftOutAreRefused() async throws {
    let weak = try VerifierFixture([.weakRSA, .ed25519])
    #expect(await weak.fault(try TestToken.make(.weakRSA)) == .keyUnknown)
    let open = try VerifierFixture(KeyServer(JSONText.keySet([try TestKey.p256.json(["d": #""AQAB""#])])))
    #expect(await open.fault(try TestToken.make(.p256)) == .keyUnknown)
    #expect(await open.fault(try TestToken.make(TestKey.p256.named(nil))) == .keyUnknown)
  }

  @Test func aNameThatTwoKeysHaveIsNobodys() async throws {
    let twins = try VerifierFixture([TestKey.rsa.named("a"), TestKey.otherRSA.named("a"), .ed25519])
    for key in [TestKey.rsa, .otherRSA] {
      #expect(await twins.fault(try TestToken.make(key.named("a"))) == .keyUnknown)
      #expect(await twins.fault(try TestToken.make(key.named(nil))) == .keyUnknown)
    }
    #expect(await twins.fault(try TestToken.make(.ed25519)) == nil)
    let mixed = [try TestKey.rsa.json(), #"{"kty":"oct","kid":"rsa","k":"AQAB"}"#]
    let set = try KeySet(Data(JSONText.keySet(mixed).utf8))
    #expect(set.keys.map(\.keyID) == ["rsa"] && set.leftOut == 1)
  }
}
