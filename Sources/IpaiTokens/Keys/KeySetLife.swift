/// How long a key set may be used without asking again (RFC 9111, section 5.2.2).
enum KeySetLife {
  private static let shortest = Duration.seconds(60)
  private static let longest = Duration.seconds(86_400)
  /// How long where the server does not say.
  private static let usual = Duration.seconds(600)

  /// The life that `Cache-Control` gives, within bounds; nil for a field that is not there.
  static func of(_ cacheControl: String?) -> Duration {
    let directives = (cacheControl ?? "").split(separator: ",").map { $0.trimmed.lowercased() }
    if directives.contains(where: { ["no-store", "no-cache"].contains($0.prefix { $0 != "=" }) }) { return shortest }
    guard let age = directives.first(where: { $0.hasPrefix("max-age=") }) else { return usual }
    let digits = age.dropFirst("max-age=".count).trimmed(of: "\"")
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return shortest }
    // A number too large for any clock is a very long time (RFC 9111, section 1.2.2).
    guard let seconds = Int32(digits) else { return longest }
    return min(max(.seconds(Int(seconds)), shortest), longest)
  }
}

extension StringProtocol {
  fileprivate var trimmed: String { String(self).trimmed(of: " \t") }

  fileprivate func trimmed(of characters: String) -> String {
    var rest = self[...]
    while let first = rest.first, characters.contains(first) { rest = rest.dropFirst() }
    while let last = rest.last, characters.contains(last) { rest = rest.dropLast() }
    return String(rest)
  }
}
