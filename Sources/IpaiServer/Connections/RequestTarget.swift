import NIOHTTP1

extension HTTPRequestHead {
  /// The head with the path alone as its target. Whoever names the whole address means the host in it, and the field Host is ignored
  /// (RFC 9112, section 3.2.2).
  var withPathAsTarget: HTTPRequestHead {
    guard !uri.hasPrefix("/"), let scheme = ["http://", "https://"].first(where: uri.lowercased().hasPrefix) else {
      return self
    }
    let rest = uri.dropFirst(scheme.count)
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    var head = self
    head.headers.replaceOrAdd(name: "Host", value: String(rest[..<end]))
    head.uri = rest[end...].hasPrefix("/") ? String(rest[end...]) : "/" + rest[end...]
    return head
  }
}
