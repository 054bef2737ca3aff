/// The address of a PostgreSQL database as people write it, `postgres://user:password@host:port/database?options` (PostgreSQL's
/// documentation, "Connection URIs"). Wherever it is shown, its password is not.
package struct StoreAddress: Sendable, Equatable {
  /// The address as it was given, with its password.
  package let secret: Secret
  /// The address without passwords, as it may be shown.
  package let shown: String
  /// The same for commands that somebody may run: without a password, which then has to stand elsewhere.
  package var usable: String { shown.replacing(":***@", with: "@") }

  private static let schemes = ["postgres://", "postgresql://"]
  /// Options whose values are no secrets.
  private static let shownOptions: Set = [
    "host", "hostaddr", "port", "dbname", "user", "sslmode", "sslrootcert", "sslcert", "sslkey", "service",
    "application_name",
    "connect_timeout", "target_session_attrs",
  ]

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
    let place = rest[start...].prefix { $0 != "/" && $0 != "?" }
    guard place.split(separator: ",", omittingEmptySubsequences: false).allSatisfy(Self.isHost) else {
      throw IpaiError(
        .usage, "the address of the store has a host or a port that is none",
        hint: "after a password comes an @, and then the host: postgres://user:password@host:5432/database")
    }
    secret = Secret(text)
    shown = scheme + Self.shown(user: user, isGiven: start > rest.startIndex) + Self.shown(place: rest[start...])
  }

  /// Whether a text is a host with or without a port; an escaped slash begins the folder of a socket.
  private static func isHost(_ text: Substring) -> Bool {
    var host = text
    if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
      guard text[text.index(after: colon)...].allSatisfy(\.isNumber) else { return false }
      host = text[..<colon]
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      return host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let isFolder = host.lowercased().hasPrefix("%2f")
    return host.allSatisfy { $0.isLetter || $0.isNumber || ".-_".contains($0) || $0 == "%" && isFolder }
  }

  private static let escapes = "write @ as %40, / as %2F, ? as %3F, # as %23, : as %3A, % as %25 and a space as %20"

  private static func shown(user: Substring, isGiven: Bool) -> String {
    guard isGiven else { return "" }
    let name = user.prefix { $0 != ":" }
    // An escaped colon may be meant as one.
    let shown = name.contains("%") ? "***" : name
    return name.endIndex == user.endIndex ? shown + "@" : shown + ":***@"
  }

  /// The host, the database and the options, of which only values are shown that are known to be no secrets.
  private static func shown(place: Substring) -> String {
    guard let mark = place.firstIndex(of: "?") else { return String(place) }
    let options = place[place.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false).map {
      option -> Substring in
      let name = option.prefix { $0 != "=" }
      let value = option[name.endIndex...].dropFirst()
      let isPlain = value.allSatisfy { $0.isLetter || $0.isNumber || ",./_-".contains($0) }
      if shownOptions.contains(String(name)), isPlain { return option }
      let isName = name.allSatisfy { $0.isLetter || $0 == "_" }
      return isName ? "\(name)=***" : "***"
    }
    return place[...mark] + options.joined(separator: "&")
  }
}
