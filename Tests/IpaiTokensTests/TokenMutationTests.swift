import Foundation
import TestSupport
import Testing

@testable import IpaiTokens

/// Tokens and key sets that were damaged at random.
@Suite struct TokenMutationTests {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  @Test(arguments: TestKey.all)
  func noAlteredTokenIsAccepted(key: TestKey) async throws {
    let fixture = try VerifierFixture()
    let token = try TestToken.make(key)
    var generator = SeededGenerator(seed: 20_261_128)
    var refusals: [String: Int] = [:]
    for round in 0..<1_000 {
      let altered = Self.altered(token, &generator, round)
      guard altered != token else { continue }
      let fault = await fixture.fault(altered)
      #expect(fault != nil, "\(altered)")
      refusals[fault.map { "\($0)" } ?? "accepted", default: 0] += 1
    }
    #expect(refusals.values.reduce(0, +) > 900 && fixture.server.requests.count == 1)
    let table = refusals.sorted { $0.value > $1.value }.map { "\($0.value) \($0.key)" }
    print("\(key.algorithm), altered tokens:", table.joined(separator: "; "))
  }

  /// However a key set is damaged, a stranger with a key of the same kind and name does not get in.
  @Test func noAlteredKeySetLetsAStrangerIn() async throws {
    let keySet = JSONText.keySet(try TestKey.all.map { try $0.json() })
    let good = try TestToken.make(.rsa)
    let bad = try TestToken.make(TestKey.otherRSA.named("rsa"))
    var generator = SeededGenerator(seed: 7)
    var counts = [0, 0]
    for _ in 0..<400 {
      var bytes = Array(keySet.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        default: bytes.insert(bytes.randomElement(using: &generator) ?? 0, at: place)
        }
      }
      let body = Data(bytes)
      let fixture = try VerifierFixture(KeyServer { _ in FetchedDocument(status: 200, body: body) })
      counts[await fixture.fault(good) == nil ? 0 : 1] += 1
      #expect(await fixture.fault(bad) != nil)
    }
    print("altered key sets: the owner was accepted \(counts[0]) times, refused \(counts[1]) times; a stranger never")
    #expect(counts[0] > 0 && counts[1] > 0)
  }

  private static func altered(_ token: String, _ generator: inout SeededGenerator, _ round: Int) -> String {
    var bytes = Array(token.utf8)
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let digit = digits.randomElement(using: &generator) ?? 0
    switch round % 8 {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<7, using: &generator)
    case 1, 2: bytes[place] = digit
    case 3: bytes.remove(at: place)
    case 4: bytes.insert(digit, at: place)
    case 5: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
    case 6: bytes.removeLast(place)
    default: return alteredInside(token, &generator)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Alters the bytes of one part and writes it as base64url again.
  private static func alteredInside(_ token: String, _ generator: inout SeededGenerator) -> String {
    var parts = token.split(separator: ".").map { Base64URL.bytes($0.utf8) ?? [] }
    let part = Int.random(in: 0..<3, using: &generator)
    let place = Int.random(in: 0..<parts[part].count, using: &generator)
    parts[part][place] = UInt8.random(in: 0...255, using: &generator)
    return parts.map { Data($0).base64URL }.joined(separator: ".")
  }
}
