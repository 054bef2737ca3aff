import IpaiCommits
import IpaiCore
import IpaiGit
import IpaiMemory
import IpaiSearch
import IpaiSkills

/// Finds out whether links still hold: commits and files by git, skills by the registry.
struct LinkAudit {
  private let services: Services
  private let fallback: String?
  private var roots: [String: String?] = [:]
  private var audits: [String: CitationAudit] = [:]

  /// Links of a conversation are checked in the repository that holds its workspace or, where that is in none, in the one that
  /// holds the folder `fallback`.
  init(_ services: Services, fallback: String?) {
    self.services = services
    self.fallback = fallback
  }

  /// The links with their verdicts, in the same order. Throws `IpaiError` when git cannot answer.
  mutating func audited(_ links: [AuditReading.WorkspaceLink]) async throws -> [AuditedLink] {
    let commits = try await commitVerdicts(links)
    let skills = try await services.working { _ in try await Self.statuses(services) }
    var audited: [AuditedLink] = []
    for (index, each) in links.enumerated() {
      let link = each.link
      services.report(WorkProgress(phase: "checking links", done: index, total: links.count))
      let verdict: LinkVerdict
      switch link.kind {
      case .file: verdict = try await fileVerdict(link, root(of: each.workspace))
      case .commit: verdict = commits[root(of: each.workspace) ?? ""]?[link.target] ?? .noRepository
      case .skill: verdict = Self.verdict(skills[link.target])
      case .odooRecord: verdict = LinkVerdict(.unchecked, "records of Odoo are not in git")
      }
      audited.append(AuditedLink(link, Self.careful(verdict, each.workspace)))
    }
    return audited
  }

  /// The verdicts on commits, by repository and id. A commit that its repository lacks may be in the index for another one.
  private mutating func commitVerdicts(
    _ links: [AuditReading.WorkspaceLink]
  ) async throws -> [String: [String: LinkVerdict]] {
    var ids: [String: Set<String>] = [:]
    for each in links where each.link.kind == .commit {
      guard let root = root(of: each.workspace) else { continue }
      ids[root, default: []].insert(each.link.target)
    }
    var verdicts: [String: [String: LinkVerdict]] = [:]
    for (root, ids) in ids {
      let found = try await audit(in: root).verdicts(onCommits: ids)
      let indexed = try await services.working { [services] _ in
        try await Self.indexed(found.filter { $0.value.state == .gone }.map(\.key), services)
      }
      verdicts[root] = found.merging(indexed) { $1 }
    }
    return verdicts
  }

  private static func indexed(_ ids: [String], _ services: Services) async throws -> [String: LinkVerdict] {
    var names = CommitNames(try services.commitsIfAny())
    var verdicts: [String: LinkVerdict] = [:]
    for id in ids where try await names.id(startingWith: id) != nil { verdicts[id] = LinkVerdict(.valid) }
    return verdicts
  }

  private mutating func fileVerdict(_ link: MemoryLink, _ root: String?) async throws -> LinkVerdict {
    guard let root else { return .noRepository }
    var audit = audit(in: root)
    defer { audits[root] = audit }
    return try await audit.verdict(onFile: link)
  }

  /// A conversation of which nobody knows where it was held may be about another repository.
  private static func careful(_ verdict: LinkVerdict, _ workspace: String?) -> LinkVerdict {
    guard verdict.isForeign, workspace == nil else { return verdict }
    return LinkVerdict(.unchecked, "\(verdict.reason ?? ""): the conversation may be about another repository")
  }

  private static func verdict(_ status: SkillStatus?) -> LinkVerdict {
    switch status {
    case nil: LinkVerdict(.gone, "the registry has no such skill")
    case .deprecated: LinkVerdict(.changed, "the skill is deprecated")
    default: LinkVerdict(.valid)
    }
  }

  /// The status of the latest version of each skill.
  private static func statuses(_ services: Services) async throws -> [String: SkillStatus] {
    guard let skills = try services.skillsIfAny() else { return [:] }
    var statuses: [String: SkillStatus] = [:]
    _ = try await skills.list([], PageRequest(maxResults: nil)) { statuses[$0.name] = $0.status }
    return statuses
  }

  private mutating func audit(in root: String) -> CitationAudit {
    if let audit = audits[root] { return audit }
    let audit = CitationAudit(services.gitProgram(in: root))
    audits[root] = audit
    return audit
  }

  /// The repository in which to check the links of a conversation that was held in `workspace`; nil for none.
  private mutating func root(of workspace: String?) -> String? {
    for folder in [workspace, fallback].compactMap({ $0 }) where folder.hasPrefix("/") {
      let root: String?
      if let known = roots[folder] { root = known } else { root = try? GitRepository(containing: folder).path }
      roots[folder] = root
      if let root { return root }
    }
    return nil
  }
}
