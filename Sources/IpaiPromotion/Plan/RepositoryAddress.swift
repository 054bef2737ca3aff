import Foundation

/// Whether two addresses are of one repository, however it is reached.
enum RepositoryAddress {
  /// Whether two addresses lead to one repository; true for two that are missing.
  static func areOne(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    if one == other { return true }
    guard let place = place(one) else { return false }
    return place == self.place(other)
  }

  /// The host, a port that is not the usual one, and the path, without a user; nil for an address that names no host.
  private static func place(_ address: String) -> String? {
    guard let parts = parts(address) else { return nil }
    var path = parts.path.drop { $0 == "/" }
    while path.last == "/" { path.removeLast() }
    if path.hasSuffix(".git") { path.removeLast(".git".count) }
    return "\(parts.host.lowercased())/\(path)"
  }

  /// The ports that an address need not name.
  private static let usualPorts = ["ssh": "22", "git+ssh": "22", "https": "443", "http": "80", "git": "9418"]

  private static func parts(_ address: String) -> (host: String, path: Substring)? {
    guard let scheme = address.range(of: "://") else { return shortParts(address) }
    let name = address[..<scheme.lowerBound].lowercased()
    guard let port = usualPorts[name] else { return nil }
    let rest = address[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    var host = withoutUser(authority)
    if host.hasSuffix(":" + port) { host.removeLast(port.count + 1) }
    return host.isEmpty ? nil : (String(host), rest.dropFirst(authority.count))
  }

  /// The parts of `user@host:path`, as ssh has it: a colon before any slash.
  private static func shortParts(_ address: String) -> (host: String, path: Substring)? {
    guard let colon = address.firstIndex(of: ":"), !address[..<colon].contains("/") else { return nil }
    let host = withoutUser(address[..<colon])
    return host.isEmpty ? nil : (String(host), address[address.index(after: colon)...])
  }

  private static func withoutUser(_ authority: Substring) -> Substring {
    guard let at = authority.lastIndex(of: "@") else { return authority }
    return authority[authority.index(after: at)...]
  }
}
