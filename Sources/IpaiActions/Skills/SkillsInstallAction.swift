import IpaiCore
package import IpaiPromotion

/// `skills install`: gets skills from a registry into a folder of an agent.
package enum SkillsInstallAction: Action {
  /// Which skills, where from and where to.
  package struct Request: ActionRequest {
    package var names: [String] = []
    package var from: String?
    package var into: String?
    package var lock: String?
    package var locked = false
    package var overwrite = false

    package init() {}
  }

  /// A skill that is there now.
  package struct Skill: Codable, Sendable, Equatable {
    /// Its name.
    package var name: String
    /// The version.
    package var version: String
    /// Where that is in its life; nil where nobody says.
    package var status: String?
    /// The version or label that was asked for; nil for what is in force.
    package var requested: String?
    /// Where it came from, as the lock file calls it.
    package var source: String
    /// The sha256 of the artifact; nil where it came from a store.
    package var artifact: String?
    /// The digest of its files.
    package var digest: String
    /// How many files it has.
    package var files: Int
    /// What became of it.
    package var result: InstallOutcome
  }

  /// What was installed.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The folder with the skills.
    package var dir: String
    /// The lock file.
    package var lock: String
    /// The skills, in the order in which they were asked for.
    package var skills: [Skill]
  }

  package static let name = ActionName("skills", "install")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/skills/install")
  package static let summary = "Install skills from a registry, after every digest has been verified."
  package static let fields: [Field<Request>] = [
    .texts(
      "names", \.names, maxBytes: 255, "The skills: NAME, NAME@VERSION or NAME@LABEL.",
      fallback: "with --locked, all of the lock file"),
    .text(
      "from", \.from, minBytes: 1,
      "The registry: a store as in --store, a database file (.db), a folder, or the https:// address of an index.",
      fallback: "the shared store, or with --locked, what the lock file names"),
    .path("into", \.into, "The folder for the skills, .agents/skills in the current folder unless it is given."),
    .path("lock", \.lock, "The lock file, skills-lock.json in the folder for the skills unless it is given."),
    .flag("locked", \.locked, "Install exactly what the lock file names, or nothing."),
    .flag("overwrite", \.overwrite, "Replace folders that were changed by hand, or that something else has made."),
  ]
  package static var example: Request {
    var request = Request()
    request.names = ["deploy-check@stable"]
    request.from = "https://skills.example.org"
    request.into = "/home/ann/project/.agents/skills"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    guard services.roots == nil else {
      throw IpaiError(
        .denied, "skills are installed on the machine that is to have them, and not through a server",
        hint: "ipai skills install, in a terminal")
    }
    let wanted = try wanted(request)
    let dir = try request.into ?? folder(of: services)
    let lock = request.lock ?? "\(dir)/\(SkillsLock.name)"
    return try await services.working { isCancelled in
      let installation = SkillInstallation(
        into: dir, lockPath: lock, overwrites: request.overwrite, isCancelled: isCancelled)
      let sources = SkillSources(services, lockPath: lock)
      let results: [SkillInstallation.Result]
      if request.locked {
        results = try await sources.used {
          try await installation.reproduce(wanted.map(\.name)) { entry in
            try request.from.map { try sources.supply($0) } ?? sources.supply(of: entry)
          }
        }
      } else {
        results = try await sources.used {
          try await installation.install(
            wanted, from: sources.supply(request.from), as: sources.recorded(request.from))
        }
      }
      return Outcome(dir: dir, lock: lock, skills: results.map(skill))
    }
  }

  private static func wanted(_ request: Request) throws -> [WantedSkill] {
    let wanted = try request.names.map { try WantedSkill($0) }
    guard request.locked || !wanted.isEmpty else {
      throw IpaiError(.usage, "no skill is named", hint: "name one, or install what the lock file names: --locked")
    }
    guard Set(wanted.map(\.name)).count == wanted.count else { throw IpaiError(.usage, "a skill is named twice") }
    if request.locked, wanted.contains(where: { $0.asked != nil }) {
      throw IpaiError(.usage, "with --locked, the lock file says which version", hint: "leave out what follows the @")
    }
    return wanted
  }

  private static func folder(of services: Services) throws(IpaiError) -> String {
    guard let folder = services.folder else {
      throw IpaiError(.usage, "no folder for the skills is named", hint: "name it with --into")
    }
    return folder + "/.agents/skills"
  }

  private static func skill(_ result: SkillInstallation.Result) -> Skill {
    let entry = result.entry
    return Skill(
      name: entry.name, version: entry.version, status: result.status, requested: entry.requested,
      source: entry.source, artifact: entry.artifact, digest: entry.digest, files: entry.files.count,
      result: result.outcome)
  }
}
