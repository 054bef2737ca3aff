import IpaiCore
package import IpaiGit

/// Finds out, by asking git alone, whether links of one repository still hold. HEAD is what they are compared with.
package struct CitationAudit {
  private let git: GitProgram
  private var names: [String: String?] = [:]

  /// Asks about the repository in which `git` runs.
  package init(_ git: GitProgram) { self.git = git }

  /// The verdict on a link to a file. Throws `IpaiError` when git cannot answer.
  package mutating func verdict(onFile link: MemoryLink) async throws -> LinkVerdict {
    let lines = link.lines
    let citation = FileCitation(
      repository: git.folder, path: link.target, revision: link.revision, lines: lines)
    var name = link.target
    var look = try citation.look(at: name)
    if case .missing = look {
      guard let newName = try await currentName(of: link) else { return try await absence(of: link) }
      name = newName
      look = try citation.look(at: name)
    }
    switch look {
    case .known(let verdict): return verdict
    case .missing: return LinkVerdict(.gone, "it was removed")
    case .differs(let old, let new):
      guard let lines else { return LinkVerdict(.changed, now: moved(link, name), "the file has changed since") }
      guard let place = try await git.changedLines(from: old, to: new).place(of: lines) else {
        return LinkVerdict(.changed, now: moved(link, name), "the lines have changed since")
      }
      return citation.verdict(name, place)
    }
  }

  /// The verdicts on links to commits, by id. Throws `IpaiError` when git cannot answer.
  package func verdicts(onCommits ids: Set<String>) async throws -> [String: LinkVerdict] {
    var verdicts: [String: LinkVerdict] = [:]
    var present: [String] = []
    for id in ids.sorted() {
      if try isThere(id) {
        present.append(id)
      } else {
        verdicts[id] = .never("the repository has no such commit")
      }
    }
    let unreachable = try await git.unreachable(present)
    for id in present {
      verdicts[id] =
        unreachable.contains(id)
        ? LinkVerdict(.changed, "no branch and no tag leads to it any more: it may have been amended or rebased")
        : LinkVerdict(.valid)
    }
    return verdicts
  }

  /// The verdict on a file that HEAD has under no name.
  private func absence(of link: MemoryLink) async throws -> LinkVerdict {
    if link.revision == nil, try await !git.hasHistory(of: link.target) {
      return .never("the history of HEAD has no such file")
    }
    return LinkVerdict(.gone, "it was removed")
  }

  private func isThere(_ id: String) throws -> Bool {
    guard let object = ObjectID(hex: id) else { return false }
    return try GitRepository(containing: git.folder).contains(object)
  }

  /// What a path that HEAD lacks is called there now; asked once for each path and commit.
  private mutating func currentName(of link: MemoryLink) async throws -> String? {
    let key = "\(link.revision ?? "") \(link.target)"
    if let known = names[key] { return known }
    let name = try await git.currentName(of: link.target, since: link.revision)
    names[key] = name
    return name
  }

  private func moved(_ link: MemoryLink, _ name: String) -> String? { name == link.target ? nil : name }
}
