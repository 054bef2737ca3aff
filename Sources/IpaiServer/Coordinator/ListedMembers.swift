import MCP

/// The members of listed tools, prompts and resources that clients know. One of a wrong type would make a client refuse the whole
/// list, with all that other servers have in it.
enum ListedMembers {
  fileprivate enum Kind { case text, number, flag, list, object }

  private static let kinds: [String: Kind] = [
    "name": .text, "title": .text, "description": .text, "uri": .text, "uriTemplate": .text, "mimeType": .text,
    "size": .number,
    "annotations": .object, "_meta": .object, "icons": .list, "arguments": .list, "execution": .object,
  ]
  private static let annotationKinds: [String: Kind] = [
    "title": .text, "readOnlyHint": .flag, "destructiveHint": .flag, "idempotentHint": .flag, "openWorldHint": .flag,
    "audience": .list, "priority": .number, "lastModified": .text,
  ]

  /// An entry of a list without the members that have a wrong type.
  static func checked(_ members: [String: JSON]) -> [String: JSON] {
    var kept = members.filter { kinds[$0.key]?.fits($0.value) ?? true }
    if let annotations = kept["annotations"]?.object {
      kept["annotations"] = .object(annotations.filter { annotationKinds[$0.key]?.fits($0.value) ?? true })
    }
    for key in ["icons", "arguments"] {
      guard let elements = kept[key]?.array else { continue }
      kept[key] = .array(elements.filter { $0[key == "icons" ? "src" : "name"]?.string != nil })
    }
    return kept
  }
}

extension ListedMembers.Kind {
  fileprivate func fits(_ value: JSON) -> Bool {
    switch self {
    case .text: value.string != nil
    case .number: value.number != nil
    case .flag: value.bool != nil
    case .list: value.array != nil
    case .object: value.object != nil
    }
  }
}
