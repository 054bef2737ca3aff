import Foundation

/// Whether two addresses are of one repository, however it is reached.
enum RepositoryAddress {
  /// From where the path of an address leads.
  private enum Root: Equatable {
    /// From what a server has, as `https://host/path` does, and `ssh://host/path` where the server keeps repositories.
    case server(isSSH: Bool)
    /// From the root of the machine, as in `host:/path`.
    case machine
    /// From the home of a user, nil where the address names none, as in `user@host:path`.
    case home(String?)
  }

  private struct Place {
    let root: Root
    /// With a port that is not the usual one.
    let host: String
    let path: String
  }

  /// The user whose repositories servers show to everybody.
  private static let sharedUser = "git"

  /// Whether two addresses lead to one repository; true for two that are missing.
  static func areOne(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    if one == other { return true }
    guard let place = place(one), let other = self.place(other) else { return false }
    return place.host == other.host && place.path == other.path && areOne(place.root, other.root)
  }

  private static func areOne(_ one: Root, _ other: Root) -> Bool {
    switch (one, other) {
    case (.server, .server), (.machine, .machine): true
    case (.server(let isSSH), .machine), (.machine, .server(let isSSH)): isSSH
    case (.machine, .home), (.home, .machine): false
    case (.server, .home(let user)), (.home(let user), .server): user == nil || user == sharedUser
    case (.home(let user), .home(let other)):
      // Who names no user may have the shared one in ssh_config(5).
      user == other || (user ?? sharedUser) == (other ?? sharedUser)
    }
  }

  /// Where an address leads; nil for one that names no host.
  private static func place(_ address: String) -> Place? {
    guard let parts = parts(address), !parts.host.isEmpty else { return nil }
    var path = parts.path.drop { $0 == "/" }
    while path.last == "/" { path.removeLast() }
    if path.hasSuffix(".git") { path.removeLast(".git".count) }
    return Place(root: parts.root, host: parts.host.lowercased(), path: String(path))
  }

  /// The ports that an address need not name.
  private static let usualPorts = ["ssh": "22", "git+ssh": "22", "https": "443", "http": "80", "git": "9418"]

  private static func parts(_ address: String) -> (root: Root, host: Substring, path: Substring)? {
    guard let scheme = address.range(of: "://") else { return shortParts(address) }
    let name = address[..<scheme.lowerBound].lowercased()
    guard let port = usualPorts[name] else { return nil }
    let rest = address[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    var host = divided(authority).host
    if host.hasSuffix(":" + port) { host.removeLast(port.count + 1) }
    return (.server(isSSH: name.hasSuffix("ssh")), host, rest.dropFirst(authority.count))
  }

  /// The parts of `user@host:path`, as ssh has it: a colon before any slash.
  private static func shortParts(_ address: String) -> (root: Root, host: Substring, path: Substring)? {
    guard let colon = address.firstIndex(of: ":"), !address[..<colon].contains("/") else { return nil }
    let (user, host) = divided(address[..<colon])
    let path = address[address.index(after: colon)...]
    return (path.hasPrefix("/") ? .machine : .home(user.map(String.init)), host, path)
  }

  /// The user, nil for none, and the host.
  private static func divided(_ authority: Substring) -> (user: Substring?, host: Substring) {
    guard let at = authority.lastIndex(of: "@") else { return (nil, authority) }
    return (authority[..<at], authority[authority.index(after: at)...])
  }
}
