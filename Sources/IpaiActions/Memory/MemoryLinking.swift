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
  func resolved(_ targets: [LinkTarget]) throws -> [LinkTarget] {
    var names = CommitNames(try services.databaseForWriting())
    return try targets.map { target in
      var resolved = target
      if target.kind == .commit { resolved.target = try id(target.target, &names) }
      resolved.revision = try target.revision.map { try id($0, &names) }
      return resolved
    }
  }

  /// Links a conversation, or one message of it, to resolved targets; returns how many links are new.
  ///
  /// Throws `IpaiError(.notFound)` for an unknown conversation or message.
  func link(
    _ sessionID: String, message: String?, to targets: [LinkTarget], relation: String = "mentions",
    confidence: Double = 1
  ) throws -> Int {
    let links = targets.map { target in
      MemoryLink(
        sessionID: sessionID, message: message, kind: target.kind, target: target.target, revision: target.revision,
        lines: target.lines, relation: relation, confidence: confidence)
    }
    return try services.memoryForWriting().link(links, at: Timestamp(services.now()))
  }

  /// The whole id of a commit of the index or of the repository that the caller stands in. Any other has to be given whole.
  private func id(_ digits: String, _ names: inout CommitNames) throws -> String {
    if let id = try names.id(startingWith: digits) { return id }
    if digits.utf8.count == 40 { return digits }
    if let folder = services.folder, let git = try? GitRepository(containing: folder),
      let id = git.commit(named: digits)
    {
      return id.hex
    }
    throw IpaiError(
      .notFound,
      "no commit, or more than one, of the index or of this repository has an id that starts with '\(digits)'",
      hint: "give more digits; an id that is not there has to be given whole")
  }
}
