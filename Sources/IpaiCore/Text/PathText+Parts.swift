/// A slash with a combining mark behind it is one character to Swift, and still ends a name to the system. So whatever decides where a path
/// leads has to look at the bytes, as these do.
extension PathText {
  private static let slash = UInt8(ascii: "/")

  /// The names in a path, which its slashes divide.
  package static func parts(_ path: some StringProtocol, omitsEmpty: Bool = true) -> [Substring] {
    Substring(path).utf8.split(separator: slash, omittingEmptySubsequences: omitsEmpty).map(Substring.init)
  }

  /// Where the last slash of a path is; nil without one.
  package static func lastSlash(in path: some StringProtocol) -> String.Index? {
    Substring(path).utf8.lastIndex(of: slash)
  }

  /// The name behind the last slash of a path.
  package static func lastName(of path: String) -> String {
    lastSlash(in: path).map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// The folders above a path, the outermost first.
  package static func folders(of path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == slash }.map { String(path[..<$0]) }
  }
}
