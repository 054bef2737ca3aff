import IpaiCore

/// How names of hosts and of resources are written.
extension AccountView {
  /// The name of a record in full: `www.example.com` for `www` in the zone `example.com`.
  package static func fullName(_ record: DomainRecord, zone: String) -> String {
    let name = comparable(record.name ?? "@")
    let zone = comparable(zone)
    if name == "@" || name.isEmpty { return zone }
    return name == zone || name.hasSuffix("." + zone) ? name : name + "." + zone
  }

  /// A name as names are compared: in small letters, and without a dot at its end.
  package static func comparable(_ text: String) -> String {
    let text = text.lowercased()
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// The host of a URL, or of a text that is a host already: `example.com` for `https://example.com:8443/path`.
  package static func host(ofURL text: String) -> String {
    var rest = Substring(text)
    if text.hasBytes(of: "://"), let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    let end = rest.utf8.firstIndex { "/?#".utf8.contains($0) }
    rest = rest[..<(end ?? rest.endIndex)]
    if let user = rest.lastIndex(of: "@") { rest = rest[rest.index(after: user)...] }
    if rest.first == "[" { return comparable(String(rest.dropFirst().prefix { $0 != "]" })) }
    // A colon more than once is an IPv6 address without brackets.
    if rest.utf8.count(where: { $0 == UInt8(ascii: ":") }) == 1 { rest = rest.prefix { $0 != ":" } }
    return comparable(String(rest))
  }

  /// A name for something new: that of a resource without what a shell or an API could stumble over, and what it is for.
  package func plainName(_ name: String?, _ purpose: String) -> String {
    let plain = (name ?? "").map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" }
    let trimmed = String(plain).trimmingPrefix { $0 == "-" }.prefix(60)
    return (trimmed.isEmpty ? "ipai" : String(trimmed)) + "-" + purpose
  }
}
