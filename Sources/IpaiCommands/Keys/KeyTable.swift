import IpaiAccess
import IpaiCore

/// Keys, for people.
enum KeyTable {
  /// A row for each key; empty for none.
  static func rendered(_ keys: [AccessKey], _ theme: Theme, now: Timestamp) -> String {
    var table = TextTable([
      .init(head: "NAME", style: theme.id, most: 40), .init(head: "SCOPE"), .init(head: "CREATED", style: theme.dim),
      .init(head: "LAST USED", style: theme.dim), .init(head: "EXPIRES", style: theme.dim),
      .init(head: "ID", style: theme.dim),
    ])
    for key in keys {
      table.add([
        key.name, key.scope.rawValue, key.created.rfc3339, key.used?.rfc3339 ?? "never",
        end(of: key, now), key.id,
      ])
    }
    return table.rendered(theme)
  }

  private static func end(of key: AccessKey, _ now: Timestamp) -> String {
    if let revoked = key.revoked { return "revoked \(revoked.rfc3339)" }
    guard let expires = key.expires else { return "never" }
    return key.isValid(at: now) ? expires.rfc3339 : "expired \(expires.rfc3339)"
  }
}
