/// What a redaction knows of the members of the facts. Of numbers, which say nothing, only the objects that they are in are listed.
///
/// Members have the path to them as names with dots, where lists are left out and `*` stands for the keys of a dictionary. The keys
/// themselves are listed as `{}`.
enum RedactedMembers {
  /// What is done with texts at a path; nil for one that is not known.
  static func treatment(_ path: String) -> Treatment? { all[path] }

  /// Whether at a path there is an object whose members are listed.
  static func isObject(_ path: String) -> Bool { path.isEmpty || objects.contains(path) }

  /// The texts and objects in a tree that are not listed, as paths.
  static func unknown(in tree: Any, path: String = "") -> Set<String> {
    if all[path] == .numbers { return holdsText(tree) ? [path] : [] }
    switch tree {
    case let members as [String: Any]:
      let isDictionary = all[path + ".{}"] != nil
      guard isDictionary || isObject(path) else { return [path] }
      return members.reduce(into: []) { paths, member in
        paths.formUnion(unknown(in: member.value, path: step(path, isDictionary ? "*" : member.key)))
      }
    case let elements as [Any]: return elements.reduce(into: []) { $0.formUnion(unknown(in: $1, path: path)) }
    case is String: return all[path] == nil ? [path] : []
    default: return []
    }
  }

  private static func holdsText(_ tree: Any) -> Bool {
    switch tree {
    case let members as [String: Any]: members.values.contains(where: holdsText)
    case let elements as [Any]: elements.contains(where: holdsText)
    default: tree is String
    }
  }

  /// The path of a member of what is at a path.
  static func step(_ path: String, _ member: String) -> String { path.isEmpty ? member : path + "." + member }

  private static let objects: Set<String> = all.keys.reduce(into: []) { objects, path in
    var rest = Substring(path)
    while let dot = rest.lastIndex(of: ".") {
      rest = rest[..<dot]
      objects.insert(String(rest))
    }
  }

  /// Members of the same treatment, whose names are separated by spaces.
  typealias Members = [(Treatment, String)]

  private static let all: [String: Treatment] = {
    let parts = account + droplets + storage + network + databases + kubernetes + apps + others
    var all: [String: Treatment] = [:]
    for (path, members) in parts {
      for (treatment, names) in members {
        for name in names.split(separator: " ") { all[step(path, String(name))] = treatment }
      }
    }
    return all
  }()

  /// Members of something that is in a member.
  static func inside(_ member: String, _ members: Members) -> Members {
    members.map { treatment, names in
      (treatment, names.split(separator: " ").map { member + "." + $0 }.joined(separator: " "))
    }
  }

  static let region: Members = [(.known, "slug name data_centers")]
}
