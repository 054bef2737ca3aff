/// Writes JSON whose values are JSON already, so that tests can write what no encoder would.
enum JSONText {
  /// An object; a nil change takes a member away.
  static func object(_ members: [String: String], _ changes: [String: String?] = [:]) -> String {
    var members = members
    for (name, value) in changes { members[name] = value }
    return "{" + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
  }

  /// A key set.
  static func keySet(_ keys: [String]) -> String { "{\"keys\":[" + keys.joined(separator: ",") + "]}" }
}
