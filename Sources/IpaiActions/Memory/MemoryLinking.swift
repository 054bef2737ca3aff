import IpaiCommits
import IpaiCore
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
      if target.kind == .commit { resolved.target = try Self.id(target.target, &names) }
      resolved.revision = try target.revision.map { try Self.id($0, &names) }
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

  /// The whole id of a commit. One that is not in the index has to be given whole.
  private static func id(_ digits: String, _ names: inout CommitNames) throws -> String {
    if let id = try names.id(startingWith: digits) { return id }
    if digits.utf8.count == 40 { return digits }
    throw IpaiError(
      .notFound, "no commit of the index, or more than one, has an id that starts with '\(digits)'",
      hint: "give more digits; an id that is not in the index has to be given whole")
  }
}
