import Crypto
import Foundation

/// Replaces names by words. The same name is the same word everywhere, and names that differ in large and small letters alone become words
/// that do.
struct NameRedaction {
  private let salt: SymmetricKey
  private let addresses: AddressRedaction

  init(salt: SymmetricKey) {
    self.salt = salt
    addresses = AddressRedaction(salt: salt)
  }

  /// The word for a text, without anything of it, as in `masked-20714932860125`.
  func word(_ text: String) -> String {
    let lower = text.lowercased().precomposedStringWithCanonicalMapping
    let number = code(lower).prefix(8).reduce(0) { $0 << 8 | UInt64($1) } % 100_000_000_000_000
    let digits = String(number)
    let start = text == text.lowercased() ? "masked" : cased("masked", by: text)
    return start + "-" + String(repeating: "0", count: 14 - digits.count) + digits
  }

  /// The word with some letters large, which ones depends on the text.
  private func cased(_ word: String, by text: String) -> String {
    let pattern = max(1, (code("case of " + text.precomposedStringWithCanonicalMapping).first ?? 1) & 0x3F)
    return String(
      word.enumerated().map { index, letter in
        pattern >> UInt8(index) & 1 == 1 ? Character(letter.uppercased()) : letter
      })
  }

  private func code(_ text: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: salt))
  }

  /// The word for a sentence, with the words by which rules judge it.
  func sentence(_ text: String) -> String {
    text.isEmpty ? "" : ([word(text)] + WellKnownWord.marks(inSentence: text)).joined(separator: " ")
  }

  /// A name: of a resource, a host, a bucket, a tag, an address or a person's e-mail address.
  func name(_ text: String) -> String { WellKnownWord.contains(text) ? text : host(text) }

  /// A name of a host or of a bucket, or any other name in which no word is kept because rules judge by it: such words are labels of hosts too.
  func host(_ text: String) -> String {
    if text.hasPrefix("do:"), text.split(separator: ":", maxSplits: 2).count == 3 { return urn(text) }
    if text.contains("://") { return url(text) }
    if let address = addresses.redacted(text) { return address }
    for prefix in ["ip:", "cidr:"] where text.hasPrefix(prefix) {
      return prefix + host(String(text.dropFirst(prefix.count)))
    }
    if let domain = WellKnownWord.domains.first(where: { text.lowercased().hasSuffix($0) }) {
      return Self.mapped(String(text.dropLast(domain.count)), separator: ".") {
        WellKnownWord.places.contains($0) ? $0 : label($0)
      } + text.suffix(domain.count)
    }
    if text.contains(where: \.isWhitespace) { return label(text) }
    return Self.mapped(text, separator: "@") { part in
      Self.mapped(part, separator: "/") { Self.mapped($0, separator: ".", label) }
    }
  }

  private static func mapped(_ text: String, separator: Character, _ change: (String) -> String) -> String {
    text.split(separator: separator, omittingEmptySubsequences: false).map { change(String($0)) }
      .joined(separator: String(separator))
  }

  /// A part of a name, with what rules know the owner of a resource by at its start.
  private func label(_ text: String) -> String {
    if text.isEmpty || WellKnownWord.labels.contains(text.lowercased()) || Self.isGenerated(text) { return text }
    if text.hasPrefix("autoscale:") { return "autoscale:" + id(String(text.dropFirst(10))) }
    for prefix in ["k8s:", "k8s-", "k8s", "pvc-"] where text.hasPrefix(prefix) {
      return prefix + label(String(text.dropFirst(prefix.count)))
    }
    return ([word(text)] + WellKnownWord.marks(in: text)).joined(separator: "-")
  }

  /// Whether a name is one that a program made of an id: a UUID, the snapshot of a claim, or the load balancer of a service.
  private static func isGenerated(_ text: String) -> Bool {
    text.wholeMatch(of: /(?:snapshot-|pvc-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil
      || text.wholeMatch(of: /a[0-9a-f]{31,32}/) != nil
  }

  /// An id, which says nothing to others where the API made it; other texts are names.
  func id(_ text: String) -> String {
    let isNumber = text.utf8.count <= 20 && text.utf8.allSatisfy { (48...57).contains($0) }
    if isNumber || text.wholeMatch(of: /(?:fn-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil { return text }
    if text.utf8.count >= 12, text.utf8.count <= 64, Fingerprint.hasDigits(text) { return text }
    return name(text)
  }

  /// The name of a resource: the kind stays, and of the key what is an id.
  func urn(_ text: String) -> String {
    let urn = URN(text)
    guard !urn.kind.isEmpty, urn.kind.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) }) else {
      return word(text)
    }
    let key = String(urn.key)
    return "do:\(urn.kind):" + self.key(key, of: ResourceKind(rawValue: String(urn.kind)))
  }

  private func key(_ key: String, of kind: ResourceKind?) -> String {
    switch kind {
    case .domain, .space, .reservedIP, .reservedIPv6: return host(key)
    case .registry: return name(key)
    case .functionTrigger:
      let parts = key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2 ? id(parts[0]) + "/" + name(parts[1]) : id(key)
    default: return id(key)
    }
  }

  /// The address of a page: scheme and port stay, the host becomes another one, and the rest a word.
  func url(_ text: String) -> String {
    var rest = Substring(text)
    var scheme = ""
    if let mark = rest.firstRange(of: "://") {
      let given = String(rest[..<mark.lowerBound])
      scheme = (["http", "https", "tcp", "ws", "wss"].contains(given) ? given : "masked") + "://"
      rest = rest[mark.upperBound...]
    }
    let authority = rest.prefix { !"/?#".contains($0) }
    let tail = String(rest.dropFirst(authority.count))
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    return scheme + server(String(host)) + (tail.isEmpty || tail == "/" ? tail : "/" + word(tail))
  }

  private func server(_ text: String) -> String {
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      let inner = String(text[text.index(after: text.startIndex)..<end])
      return "[" + (addresses.redacted(inner) ?? word(inner)) + "]" + port(text[text.index(after: end)...])
    }
    if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
      return host(String(text[..<colon])) + port(text[colon...])
    }
    return host(text)
  }

  private func port(_ text: Substring) -> String {
    text.wholeMatch(of: /:[0-9]{0,5}/) != nil ? String(text) : ""
  }
}
