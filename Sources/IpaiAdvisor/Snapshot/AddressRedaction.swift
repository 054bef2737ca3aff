import Crypto
import Foundation

/// Replaces addresses of networks so that what holds between them still does (Xu, Fan, Ammar and Moon, "Prefix-Preserving IP Address
/// Anonymization", 2002): two addresses have as many first bits in common as before. So no two become the same, and a network still holds what
/// it held. Ranges with a meaning of their own, such as the private ones, are mapped into themselves.
struct AddressRedaction {
  let salt: SymmetricKey

  /// Ranges that an address must neither leave nor enter.
  private static let ranges = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
    "224.0.0.0/4", "240.0.0.0/4", "::/96", "::ffff:0:0/96", "64:ff9b::/96", "2000::/3", "fd00::/8", "fe80::/10",
    "ff00::/8",
  ].compactMap { AddressRange($0) }
  /// Addresses that are the same everywhere.
  private static let everywhere = ["127.0.0.1", "0.0.0.0", "255.255.255.255", "::", "::1"].compactMap {
    AddressRange($0)
  }

  /// An address or a network in another place, as it is written; nil for a text that is neither.
  func redacted(_ text: String) -> String? {
    guard let range = AddressRange(text) else { return nil }
    if Self.everywhere.contains(where: { $0.bytes == range.bytes }) { return text }
    let suffix = text.firstIndex(of: "/").map { text[$0...] } ?? ""
    let bytes = moved(range)
    let plain = range.isIPv4 ? Self.text(bytes) : Self.written(bytes, like: text, range.bytes)
    return plain + suffix
  }

  private func moved(_ range: AddressRange) -> [UInt8] {
    // Zeros after the prefix of a network stay zeros.
    let isNetwork = range.prefix < range.bytes.count * 8 && Self.isZero(range.bytes, from: range.prefix)
    var result = range.bytes
    for place in 0..<(isNetwork ? range.prefix : range.bytes.count * 8) {
      guard !Self.leadsToRange(range.bytes, place), flips(range.bytes, place) else { continue }
      result[place / 8] ^= 0x80 >> UInt8(place % 8)
    }
    return result
  }

  private static func isZero(_ bytes: [UInt8], from place: Int) -> Bool {
    (place..<bytes.count * 8).allSatisfy { bytes[$0 / 8] & (0x80 >> UInt8($0 % 8)) == 0 }
  }

  /// Whether the first `count` bits are the beginning of a range, so that the next one decides about it.
  private static func leadsToRange(_ bytes: [UInt8], _ count: Int) -> Bool {
    ranges.contains { range in
      range.bytes.count == bytes.count && count < range.prefix
        && beginning(bytes, count) == beginning(range.bytes, count)
    }
  }

  /// The first `count` bits, with zeros after them.
  private static func beginning(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
    bytes.enumerated().map { index, byte in
      let kept = min(max(count - index * 8, 0), 8)
      return byte & UInt8(truncatingIfNeeded: 0xFF00 >> kept)
    }
  }

  /// Whether the bit after the first `count` is another one: the same for all addresses that have these in common.
  private func flips(_ bytes: [UInt8], _ count: Int) -> Bool {
    let code = HMAC<SHA256>.authenticationCode(for: Self.beginning(bytes, count) + [UInt8(count)], using: salt)
    return code.first { _ in true }.map { $0 & 1 == 1 } ?? false
  }

  private static func text(_ bytes: [UInt8]) -> String { bytes.map(String.init).joined(separator: ".") }

  /// Rules compare addresses as they are written: those of one form are written in one form, and others in another.
  private static func written(_ bytes: [UInt8], like text: String, _ original: [UInt8]) -> String {
    let plain = String(text.prefix { $0 != "/" })
    let short = plain.lowercased() == compressed(original)
    let result = short ? compressed(bytes) : full(bytes)
    return plain == plain.lowercased() ? result : result.uppercased()
  }

  private static func groups(_ bytes: [UInt8]) -> [Int] {
    stride(from: 0, to: bytes.count, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
  }

  private static func full(_ bytes: [UInt8]) -> String {
    groups(bytes).map { String(repeating: "0", count: 4 - String($0, radix: 16).count) + String($0, radix: 16) }
      .joined(separator: ":")
  }

  /// The form of RFC 5952: without leading zeros, and with two colons for the longest run of zeros.
  private static func compressed(_ bytes: [UInt8]) -> String {
    let groups = groups(bytes)
    var best = 0..<0
    var start = 0
    while start < groups.count {
      let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
      if end - start > max(best.count, 1) { best = start..<end }
      start = max(end, start + 1)
    }
    let words = groups.map { String($0, radix: 16) }
    if best.isEmpty { return words.joined(separator: ":") }
    return words[..<best.lowerBound].joined(separator: ":") + "::" + words[best.upperBound...].joined(separator: ":")
  }
}
