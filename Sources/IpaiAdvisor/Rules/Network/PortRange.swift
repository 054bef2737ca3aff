/// The ports that a rule of a firewall opens, as the API writes them: `22`, `20-30`, and `0` or `all` for all of them.
package struct PortRange: Equatable, Sendable {
  /// The first port and the last one.
  package let ports: ClosedRange<Int>

  private static let highest = 65_535

  /// The ports that a text names; nil for a text that names none.
  package init?(_ text: String?) {
    guard let text else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.plain)
    switch parts.count {
    case 1 where ["0", "all"].contains(parts[0].lowercased()): ports = 0...Self.highest
    case 1:
      guard let port = Self.port(parts[0]) else { return nil }
      ports = port...port
    case 2:
      guard let first = Self.port(parts[0]), let last = Self.port(parts[1]), first <= last else { return nil }
      ports = first...last
    default: return nil
    }
  }

  /// Whether they are all that there are.
  package var isAll: Bool { ports.lowerBound <= 1 && ports.upperBound == Self.highest }

  /// Whether a port is one of them.
  package func covers(_ port: Int) -> Bool { ports.contains(port) }

  private static func plain(_ part: Substring) -> Substring {
    var part = part
    while part.first == " " { part.removeFirst() }
    while part.last == " " { part.removeLast() }
    return part
  }

  private static func port(_ text: Substring) -> Int? {
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let port = Int(text),
      port <= highest
    else { return nil }
    return port
  }
}
