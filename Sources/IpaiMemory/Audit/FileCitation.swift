import Foundation
import IpaiCore
import IpaiGit

/// A file of a repository as a link cites it, to be compared with HEAD.
struct FileCitation {
  /// The work tree, or the git directory of a bare repository.
  let repository: String
  let path: String
  /// The commit in which it is cited; nil for none.
  let revision: String?
  let lines: ClosedRange<Int>?

  /// What is known without running git.
  enum Look {
    /// Nothing more has to be asked.
    case known(LinkVerdict)
    /// HEAD has no such path: it may have been renamed since the commit in which it is cited.
    case missing
    /// The content was `old` and is `new`, which differs.
    case differs(old: ObjectID, new: ObjectID)
  }

  /// Compares the cited content with what HEAD has at `name`, which is the path or what it was renamed to.
  func look(at name: String) throws -> Look {
    let git = try GitRepository(containing: repository)
    guard let head = git.commit(named: "HEAD") else { return .known(LinkVerdict(.gone, "there are no commits")) }
    var old: ObjectID?
    if let revision {
      guard let commit = git.commit(named: revision) else {
        return .known(.never("the commit in which it is cited is not in the repository"))
      }
      switch git.entry(at: path, in: commit) {
      case .file(let id):
        let object = try git.read(id)
        if let verdict = verdict(onLinesOf: object.bytes) { return .known(verdict) }
        old = id
      case .folder, .submodule: break
      case nil: return .known(LinkVerdict(.gone, "the commit in which it is cited has no such file"))
      }
    }
    switch git.entry(at: name, in: head) {
    case nil: return missing(name)
    case .folder, .submodule: return .known(verdict(name, lines))
    case .file(let new):
      guard let old else {
        let object = try git.read(new)
        return .known(verdict(name, object.bytes))
      }
      return old == new ? .known(verdict(name, lines)) : .differs(old: old, new: new)
    }
  }

  /// A path that HEAD lacks: git never knew it, or removed it.
  private func missing(_ name: String) -> Look {
    if revision == nil, PathText.withCString("\(repository)/\(name)", { access($0, F_OK) }) == 0 {
      return .known(LinkVerdict(.unchecked, "git does not keep this file"))
    }
    return .missing
  }

  /// The verdict on a citation without a commit: whether the file has the lines.
  private func verdict(_ name: String, _ content: UnsafeRawBufferPointer) -> LinkVerdict {
    guard let lines, lines.upperBound > content.lineCount else { return verdict(name, lines) }
    return LinkVerdict(.changed, "the file has only \(Count.text(content.lineCount, "line"))")
  }

  /// The verdict on lines that the cited file never had; nil when it had them.
  private func verdict(onLinesOf content: UnsafeRawBufferPointer) -> LinkVerdict? {
    guard let lines, lines.upperBound > content.lineCount else { return nil }
    return LinkVerdict(.gone, "the file had only \(Count.text(content.lineCount, "line")) there")
  }

  /// The verdict on content that still reads the same, now at `place` of the file `name`.
  func verdict(_ name: String, _ place: ClosedRange<Int>?) -> LinkVerdict {
    var link = MemoryLink(sessionID: "", kind: .file, target: name, lines: place)
    let reason = name == path ? nil : "it was renamed"
    guard name != path || place != lines else { return LinkVerdict(.valid) }
    link.revision = nil
    return LinkVerdict(.valid, now: link.citation, reason ?? "the lines have moved")
  }
}
