import IpaiCommits
import IpaiCore
import IpaiGit
import IpaiMemory

/// Makes the links that somebody asks for.
struct MemoryLinking {
  private let services: Services

  /// Links in the database of `services`.
  init(_ services: Services) { self.services = services }

  /// The targets with whole ids of commits. Throws `IpaiError(.notFound)` for an abbreviated id that is not in the index.
  func resolved(_ targets: [LinkTarget]) async throws -> [LinkTarget] {
    var names = CommitNames(try services.commitsForWriting())
    var all: [LinkTarget] = []
    for target in targets {
      var resolved = target
      if target.kind == .commit { resolved.target = try await id(target.target, &names) }
      if let revision = target.revision {
        resolved.revision = try await revision == LinkTarget.head ? head() : id(revision, &names)
      }
      all.append(resolved)
    }
    return all
  }

  /// Links a conversation, or one message of it, to resolved targets; returns how many links are new.
  ///
  /// Throws `IpaiError(.notFound)` for an unknown conversation or message.
  func link(
    _ sessionID: String, message: String?, to targets: [LinkTarget], relation: String = "mentions",
    confidence: Double = 1
  ) async throws -> Int {
    let links = targets.map { target in
      MemoryLink(
        sessionID: sessionID, message: message, kind: target.kind, target: target.target, revision: target.revision,
        lines: target.lines, relation: relation, confidence: confidence)
    }
    return try await services.memoryForWriting().link(links, at: Timestamp(services.now()))
  }

  /// The whole id of a commit of the index or of the repository that the caller stands in. Any other has to be given whole.
  private func id(_ digits: String, _ names: inout CommitNames) async throws -> String {
    if let id = try await names.id(startingWith: digits) { return id }
    if digits.utf8.count == 40 { return digits }
    if let id = commit(named: digits) { return id }
    throw IpaiError(
      .notFound,
      "no commit, or more than one, of the index or of this repository has an id that starts with '\(digits)'",
      hint: "give more digits; an id that is not there has to be given whole")
  }

  /// The id of the commit that is checked out.
  private func head() throws -> String {
    if let id = commit(named: LinkTarget.head) { return id }
    throw IpaiError(
      .notFound, "HEAD leads to no commit: the current folder is not in a repository that has one",
      hint: "run it in the repository, or give the id of the commit")
  }

  /// The id of a commit of the repository that the caller stands in; nil when it has none of that name.
  private func commit(named name: String) -> String? {
    guard let folder = services.folder, let git = try? GitRepository(containing: folder) else { return nil }
    return git.commit(named: name)?.hex
  }
}
