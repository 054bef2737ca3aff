/// The address of a PostgreSQL database as people write it, `postgres://user:password@host:port/database?options` (PostgreSQL's
/// documentation, "Connection URIs"). Wherever it is shown, its password is not.
package struct StoreAddress: Sendable, Equatable {
  /// The address as it was given, with its password.
  package let secret: Secret
  /// The address without passwords, as it may be shown.
  package let shown: String

  private static let schemes = ["postgres://", "postgresql://"]
  private static let secretOptions: Set = ["password", "sslpassword"]

  /// Reads an address. Throws `IpaiError(.usage)`, which repeats nothing that may be a password.
  package init(_ text: String) throws(IpaiError) {
    guard let scheme = Self.schemes.first(where: { text.hasPrefix($0) }) else {
      throw IpaiError(
        .usage, "the address of a store begins with postgres:// or postgresql://",
        hint: "for example postgres://ipai@db.example.org/ipai")
    }
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw IpaiError(
        .usage, "the address of the store has a space or another character that has to be written with a percent sign",
        hint: Self.escapes)
    }
    let rest = text.dropFirst(scheme.count)
    let start = rest.lastIndex(of: "@").map { rest.index(after: $0) } ?? rest.startIndex
    let user = rest[..<start].dropLast()
    guard !user.contains(where: { "@/?#[]".contains($0) }) else {
      throw IpaiError(
        .usage, "the user or the password of the store has a character that has to be written with a percent sign",
        hint: Self.escapes)
    }
    secret = Secret(text)
    shown = scheme + Self.shown(user: user, isGiven: start > rest.startIndex) + Self.shown(place: rest[start...])
  }

  private static let escapes = "write @ as %40, / as %2F, ? as %3F, # as %23, : as %3A, % as %25 and a space as %20"

  private static func shown(user: Substring, isGiven: Bool) -> String {
    guard isGiven else { return "" }
    guard let colon = user.firstIndex(of: ":") else { return user + "@" }
    return user[..<colon] + ":***@"
  }

  /// The host, the database and the options, in which passwords may stand too.
  private static func shown(place: Substring) -> String {
    guard let mark = place.firstIndex(of: "?") else { return String(place) }
    let options = place[place.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false).map {
      option -> Substring in
      // A name can be written with percent signs as well.
      let name = option.prefix { $0 != "=" }
      let isPlain = name.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == UInt8(ascii: "_") }
      return isPlain && !secretOptions.contains(String(name)) ? option : "\(name)=***"
    }
    return place[...mark] + options.joined(separator: "&")
  }
}
