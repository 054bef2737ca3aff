import IpaiMemory

/// Links, for people.
enum LinkTable {
  /// A row for each link; empty for none.
  static func rendered(_ links: [MemoryLink], _ theme: Theme) -> String {
    var table = TextTable([
      .init(head: "RELATION"), .init(head: "KIND", style: theme.dim), .init(head: "TARGET", style: theme.id, most: 60),
      .init(head: "MESSAGE", style: theme.dim, most: 40), .init(head: "SURE", style: theme.dim),
    ])
    for link in links {
      let sureness = "\(Int((link.confidence * 100).rounded())) %"
      table.add([link.relation, link.kind.rawValue, link.citation, link.message ?? "", sureness])
    }
    return table.rendered(theme)
  }
}
