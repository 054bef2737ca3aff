import IpaiCore

/// The rules. Each is a file in a folder below this one, by the kind of resource, and a line in the list of the folder.
package enum RuleList {
  /// All rules, in the order of their ids.
  package static let all: [Rule] =
    (droplets + storage + network + domains + databases + kubernetes + apps + account).sorted { $0.id < $1.id }

  /// The rule with an id, in any case; nil for none.
  package static func rule(_ id: String) -> Rule? {
    let wanted = id.uppercased()
    return all.first { $0.id == wanted }
  }

  /// The rule with an id, in any case. Throws `IpaiError(.notFound)`.
  package static func required(_ id: String) throws -> Rule {
    guard let rule = rule(id) else {
      throw IpaiError(
        .notFound, "there is no rule '\(id.prefix(40))'", hint: "to see which there are: ipai advisor rules list")
    }
    return rule
  }
}
