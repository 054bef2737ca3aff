import IpaiActions
import IpaiCore
import IpaiSkills
import MCP

/// What the skills of a moment add to a catalog: the main file of each as a resource, and those that were approved as prompts.
struct SkillListing: Sendable, Equatable {
  private let skills: [StoredSkill]

  /// No skills.
  static let none = SkillListing(skills: [])

  /// The skills as they are now. Throws `IpaiError`.
  static func now(_ services: Services) async throws -> SkillListing {
    SkillListing(skills: try await services.currentSkills().filter { $0.form == .folder })
  }

  private init(skills: [StoredSkill]) { self.skills = skills }

  /// The addresses of skills that hold something else than in an earlier listing.
  func changed(since earlier: SkillListing) -> [String] {
    let digests = Dictionary(earlier.skills.map { ($0.name, $0.digest) }, uniquingKeysWith: { first, _ in first })
    return skills.filter { digests[$0.name] != nil && digests[$0.name] != $0.digest }.map { SkillURI.of($0.name) }
  }

  /// The main file of each skill.
  func resources(_ services: Services) -> [Resource] {
    skills.map { skill in
      let uri = SkillURI.of(skill.name)
      return Resource(uri, name: skill.name, description: skill.description, mimeType: "text/markdown") { _ in
        let files = try await services.skillFiles(skill.name, version: skill.version) ?? []
        guard let main = files.first(where: { $0.path == SkillURI.mainFile }) else {
          throw RPCError.invalidParams("the skill \(skill.name) is gone")
        }
        return [SkillContents.of(main, at: uri)]
      }
    }
  }

  /// The skills that somebody has approved.
  func prompts(_ services: Services) -> [Prompt] {
    skills.filter { [.approved, .stable].contains($0.status) }.map { skill in
      Prompt(
        skill.name, description: skill.description,
        arguments: [PromptArgument("task", description: "What to do by these instructions.")]
      ) { arguments, _ in
        let shown = try await SkillsShowAction.checkedRun(Self.request("\(skill.name)@\(skill.version)"), in: services)
        let task = arguments["task"].map { "\n\nThe task: \($0)" } ?? ""
        return PromptResult([PromptMessage(.user, .text(shown.body + task))], description: skill.description)
      }
    }
  }

  private static func request(_ name: String) -> SkillsShowAction.Request {
    var request = SkillsShowAction.Request()
    request.name = name
    return request
  }
}
