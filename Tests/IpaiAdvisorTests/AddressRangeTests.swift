import Foundation
import Testing

@testable import IpaiAdvisor

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct AddressRangeTests {
  @Test(arguments: [
    ("0.0.0.0/0", 0, true), ("10.0.0.0/8", 8, true), ("203.0.113.7", 32, true), ("10.1.2.3/16", 16, true),
    ("::/0", 0, false), ("2001:db8::/32", 32, false), ("::1", 128, false), ("::ffff:192.0.2.1/96", 96, false),
  ])
  func readsNetworks(_ text: String, _ prefix: Int, _ isIPv4: Bool) throws {
    let range = try #require(AddressRange(text))
    #expect(range.prefix == prefix && range.isIPv4 == isIPv4)
  }

  @Test(arguments: [
    "", "/", "/0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/08", "10.0.0.0/8/8", "10.0.0/8",
    "10.0.0.256", "10.0.0.01", "10.0.0.0 ", " 10.0.0.0", "1.2.3.4.5", "::/129", ":::", "1::2::3", "1:2:3:4:5:6:7:8::",
    "1:2:3:4:5:6:7", "12345::", "g::", "fe80::1%eth0", "1.2.3.4::", "١٠.0.0.0", "10.0.0.0/0x8", "what",
  ])
  func refusesOtherTexts(_ text: String) { #expect(AddressRange(text) == nil) }

  /// Random texts that look like addresses are read exactly where, and as, the system reads them.
  @Test func readsWhatTheSystemReads() {
    var random = SystemRandomNumberGenerator()
    for round in 0..<20_000 {
      let text = round.isMultiple(of: 2) ? Self.randomText(&random) : Self.randomAddress(&random)
      let prefix = Int.random(in: 0...130, using: &random)
      let bytes = Self.systemBytes(text)
      #expect(AddressRange(text)?.bytes == bytes, "\(text)")
      let range = AddressRange("\(text)/\(prefix)")
      if let bytes, prefix <= bytes.count * 8 {
        #expect(range?.bytes == bytes && range?.prefix == prefix, "\(text)/\(prefix)")
      } else {
        #expect(range == nil, "\(text)/\(prefix)")
      }
    }
  }

  /// Any bytes at all are refused or read, without a trap.
  @Test func takesAnyBytes() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = AddressRange(String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func systemBytes(_ text: String) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
    return inet_pton(AF_INET6, text, &bytes) == 1 ? bytes : nil
  }

  private static func randomText(_ random: inout SystemRandomNumberGenerator) -> String {
    let letters = Array("0123456789af:.:.")
    return String(
      (0..<Int.random(in: 0...20, using: &random)).map { _ in letters.randomElement(using: &random) ?? ":" })
  }

  private static func randomAddress(_ random: inout SystemRandomNumberGenerator) -> String {
    func number(_ limit: Int) -> Int { Int.random(in: 0...limit, using: &random) }
    let dotted = (0..<4).map { _ in String(number(260)) }.joined(separator: ".")
    if number(2) == 0 { return dotted }
    var groups = (0..<number(9)).map { _ in number(5) == 0 ? "" : String(number(0xFFFF), radix: 16) }
    if number(3) == 0 { groups.append(dotted) }
    let text = groups.joined(separator: ":")
    switch number(3) {
    case 0: return "::" + text
    case 1: return text + "::"
    default: return text
    }
  }
}
