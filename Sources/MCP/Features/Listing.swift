extension JSON {
  /// An entry of a list: the members that all kinds have, and this kind's own. What is nil is left out.
  static func listing(
    _ name: String, _ title: String?, _ description: String?, _ icons: [Icon], _ meta: JSON?, _ own: [String: JSON?]
  ) -> JSON {
    var members = own.compactMapValues { $0 }
    members["name"] = .string(name)
    members[optional: "title"] = title.map(JSON.string)
    members[optional: "description"] = description.map(JSON.string)
    members[optional: "icons"] = icons.json
    members[optional: "_meta"] = meta
    return .object(members)
  }
}
