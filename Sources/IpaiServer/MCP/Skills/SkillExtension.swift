import IpaiActions
import IpaiCore
import IpaiSkills
import MCP

/// Skills as the extension for them has it (Skills Extension, SEP-2640): a list of them, each with the digests of its files.
struct SkillExtension: Sendable {
  private let services: Services

  /// How many skills a page has.
  private static let pageSize = 50

  /// Offers the skills of these services.
  init(_ services: Services) { self.services = services }

  /// The extension, for a catalog.
  var declared: ServerExtension {
    ServerExtension(
      "io.modelcontextprotocol/skills",
      methods: [
        "skills/list": { params, _ in try await list(params["cursor"]) },
        "skills/get": { params, _ in try await get(params["uri"]) },
      ])
  }

  private func list(_ cursor: JSON?) async throws -> [String: JSON] {
    // Only what has a SKILL.md is a skill to others.
    let all = try await services.currentSkills().filter { $0.form == .folder }
    var start = 0
    if let cursor {
      guard let last = cursor.string, let place = all.firstIndex(where: { $0.name == last }) else {
        throw RPCError.invalidParams("the cursor is not one of this list")
      }
      start = place + 1
    }
    let page = all[start...].prefix(Self.pageSize)
    var entries: [JSON] = []
    for skill in page {
      if let entry = try await entry(skill) { entries.append(entry) }
    }
    var result: [String: JSON] = ["skills": .array(entries)]
    if let last = page.last, page.endIndex < all.endIndex { result["nextCursor"] = .string(last.name) }
    return result
  }

  private func get(_ uri: JSON?) async throws -> [String: JSON] {
    guard let uri = uri?.string else { throw RPCError.invalidParams("\"uri\" has to be a string") }
    let name = SkillURI.skill(uri)
    let skill = try await services.currentSkills().first { $0.name == name && $0.form == .folder }
    guard let skill, let entry = try await entry(skill) else { throw RPCError.invalidParams("unknown skill: \(uri)") }
    return ["skill": entry]
  }

  /// A skill with its files; nil when it is gone.
  private func entry(_ skill: StoredSkill) async throws -> JSON? {
    guard let files = try await services.skillFiles(skill.name, version: skill.version) else { return nil }
    var metadata = skill.metadata.mapValues(JSON.string)
    metadata["version"] = .string(skill.version)
    metadata["status"] = .string(skill.status.rawValue)
    return [
      "uri": .string(SkillURI.of(skill.name)),
      "frontmatter": [
        "name": .string(skill.name), "description": .string(skill.description), "metadata": .object(metadata),
      ],
      "resources": .array(
        files.map { file in
          [
            "uri": .string(SkillURI.of(skill.name, file.path)), "digest": .string("sha256:" + file.sha256),
            "size": .integer(file.content.count), "mimeType": .string(SkillContents.mimeType(of: file)),
          ]
        }),
    ]
  }
}
