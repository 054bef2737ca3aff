import Foundation
import IpaiCore
import MCP

/// Skills as the service that ipai replaces took and gave them: `id`, `name`, `version`, `status`, `metadata` and `file_path`.
enum CompatibleSkill {
  /// How many skills a list has where the request does not say: those scripts knew no pages.
  private static let listLength = 1_000
  /// What ipai has no place of its own for, and keeps in the metadata.
  private static let kept = ["id", "file_path"]

  /// The request of a list.
  static func listed(_ request: JSON) -> JSON {
    guard var members = request.object else { return request }
    members["max_results"] = members["max_results"] ?? .integer(listLength)
    return .object(members)
  }

  /// The request that stores a skill, made of the old form of it. A skill without a description has its name for one.
  ///
  /// Throws `IpaiError(.usage)` for a list or an object where a text is expected. Numbers are text too, as they always were.
  static func added(_ skill: JSON) throws -> JSON {
    guard var members = skill.object?.filter({ !$0.value.isNull }) else { return skill }
    for key in ["name", "version", "description"] + kept where members[key]?.isScalar == false {
      throw IpaiError(.usage, "\(key) must be a text")
    }
    var metadata = members["metadata"]?.object ?? [:]
    members["description"] = members["description"] ?? metadata["description"] ?? members["name"]
    for key in kept { metadata[key] = members.removeValue(forKey: key) ?? metadata[key] }
    if members["metadata"] == nil || members["metadata"]?.object != nil { members["metadata"] = .object(metadata) }
    return ["manifest": .string(String(decoding: JSON.object(members).encoded, as: UTF8.self))]
  }

  /// The request that shows the skill that was stored.
  static func named(_ skill: JSON) -> JSON {
    // A name is text, however it is written.
    let name = skill["name"]?.string ?? skill["name"].map { String(decoding: $0.encoded, as: UTF8.self) } ?? ""
    return ["name": .string(name.trimmingCharacters(in: .whitespacesAndNewlines))]
  }

  /// A skill of a list in its old form.
  static func shape(_ skill: JSON) -> JSON {
    var metadata = (skill["metadata"]?.object ?? [:]).mapValues(value)
    let id = metadata.removeValue(forKey: "id")
    let path = metadata.removeValue(forKey: "file_path")
    return [
      "id": id ?? skill["name"] ?? .null, "name": skill["name"] ?? .null, "version": skill["version"] ?? .null,
      "status": skill["status"] ?? .null, "metadata": .object(metadata), "file_path": skill["source"] ?? path ?? .null,
    ]
  }

  /// A skill that is shown: the old keys, and all that ipai knows beside them.
  static func shown(_ answer: JSON) -> JSON {
    let skill = answer["skill"] ?? [:]
    return .object((answer.object ?? [:]).merging(shape(skill).object ?? [:]) { _, old in old })
  }

  /// A value of the metadata: lists and mappings are kept as JSON text.
  private static func value(_ value: JSON) -> JSON {
    guard case .string(let text) = value, let parsed = try? JSON(parsing: Data(text.utf8)) else { return value }
    switch parsed {
    case .object, .array: return parsed
    default: return value
    }
  }
}

extension JSON {
  /// Whether it is neither a list nor an object.
  fileprivate var isScalar: Bool { array == nil && object == nil }
}
