import MCP

/// What differs between two values.
enum JSONDifference {
  /// How many differences are listed.
  private static let most = 500

  /// The paths at which two values differ (RFC 6901), each with both values.
  static func list(_ first: JSON, _ second: JSON) -> JSON {
    var list: [JSON] = []
    add(first, second, "", to: &list)
    return .array(list)
  }

  private static func add(_ first: JSON?, _ second: JSON?, _ path: String, to list: inout [JSON]) {
    guard first != second, list.count < most else { return }
    switch (first, second) {
    case (.object(let left)?, .object(let right)?):
      for key in Set(left.keys).union(right.keys).sorted() {
        add(left[key], right[key], path + "/" + escaped(key), to: &list)
      }
    case (.array(let left)?, .array(let right)?):
      for index in 0..<max(left.count, right.count) {
        // A literal nil would be the null of JSON.
        add(left.dropFirst(index).first, right.dropFirst(index).first, "\(path)/\(index)", to: &list)
      }
    default:
      var members: [String: JSON] = ["path": .string(path)]
      members["first"] = first
      members["second"] = second
      list.append(.object(members))
    }
  }

  private static func escaped(_ key: String) -> String {
    key.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
