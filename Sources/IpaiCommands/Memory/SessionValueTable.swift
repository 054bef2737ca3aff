import IpaiCore
import IpaiMemory

/// The values of a session, for people.
enum SessionValueTable {
  /// A row for each value; empty for none.
  static func rendered(_ values: [SessionValue], _ theme: Theme) -> String {
    var table = TextTable([
      .init(head: "KEY", style: theme.id, most: 40), .init(head: "EXPIRES", style: theme.dim), .init(head: "VALUE"),
    ])
    for value in values { table.add([value.key, value.expires?.rfc3339 ?? "never", value.value]) }
    return table.rendered(theme)
  }
}
