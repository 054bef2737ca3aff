/// A network of IPv4 or IPv6 addresses, such as `203.0.113.0/24` or `2001:db8::/32`. An address alone is a network of one.
package struct AddressRange: Equatable, Sendable {
  /// The bytes of the address, as it was written: 4 of IPv4, or 16 of IPv6.
  package let bytes: [UInt8]
  /// How many bits at the start all addresses of the network share.
  package let prefix: Int

  /// Whether it is of IPv4.
  package var isIPv4: Bool { bytes.count == 4 }

  /// The network that a text names; nil for any other text.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let bytes = Self.ipv4(parts[0]) ?? Self.ipv6(parts[0]) else { return nil }
    let width = bytes.count * 8
    guard let prefix = parts.count == 1 ? width : Self.number(parts[1], digits: 3, radix: 10), prefix <= width else {
      return nil
    }
    self.bytes = bytes
    self.prefix = prefix
  }

  private static func ipv4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard let number = number(part, digits: 3, radix: 10), let byte = UInt8(exactly: number) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func ipv6(_ text: Substring) -> [UInt8]? {
    let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard let first = halves.first, let head = groups(first, mayEndInIPv4: halves.count == 1) else { return nil }
    if halves.count == 1 { return head.count == 16 ? head : nil }
    guard halves.count == 2, let tail = groups(halves[1], mayEndInIPv4: true) else { return nil }
    let missing = 16 - head.count - tail.count
    // Two colons stand for one group of zeros at least.
    return missing >= 2 ? head + [UInt8](repeating: 0, count: missing) + tail : nil
  }

  /// The bytes of groups of hexadecimal digits with colons between them, of which the last may be an IPv4 address.
  private static func groups(_ text: Substring, mayEndInIPv4: Bool) -> [UInt8]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 8 else { return nil }
    var bytes: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if let group = number(part, digits: 4, radix: 16) {
        bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
      } else if mayEndInIPv4, index == parts.count - 1, let address = ipv4(part) {
        bytes += address
      } else {
        return nil
      }
    }
    return bytes.count <= 16 ? bytes : nil
  }

  /// A number of ASCII digits; of decimal ones, none may stand behind a zero.
  private static func number(_ text: Substring, digits: Int, radix: Int) -> Int? {
    guard !text.isEmpty, text.utf8.count <= digits, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
    if radix == 10, text.utf8.count > 1, text.hasPrefix("0") { return nil }
    return Int(text, radix: radix)
  }
}
