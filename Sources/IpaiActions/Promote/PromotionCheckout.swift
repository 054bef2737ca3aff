import Foundation
import IpaiCore
import IpaiGit
import IpaiPromotion

/// The commit whose skills are promoted.
struct PromotionCheckout {
  /// Where it is, and whether files differ from it.
  let origin: PromotionOrigin
  /// The work tree, or the git directory of a bare repository.
  let path: String
  private let commit: ObjectID
  /// Whether the work tree is at the commit.
  private let isCheckedOut: Bool

  /// The folder with skills unless another is named.
  private static let folder = "skills"

  /// Looks up the commit that a request names.
  ///
  /// Throws `IpaiError`: `.notFound` without a repository or the commit, `.conflict` where files in the folder differ from the commit and
  /// that is not allowed, `.unavailable` without git.
  init(_ request: some PlanningRequest, in services: Services) async throws {
    let start = try services.repository(request.repo)
    let found = try Self.look(start, request.revision ?? "HEAD")
    path = found.path
    commit = found.commit
    let folder = try Self.folder(request.dir ?? Self.folder, in: found.path)
    let git = services.gitProgram(in: found.path)
    let isHead = await git.line(of: ["rev-parse", "HEAD"]) == found.commit.hex
    isCheckedOut = isHead && !found.isBare
    // What lies in the folder says nothing about another commit.
    let changed = found.isBare || !isHead ? [] : try await git.changedFiles(in: folder)
    if let first = changed.first, !request.allowDirty {
      let more = changed.count > 1 ? ", and \(Count.text(changed.count - 1, "other file"))" : ""
      throw IpaiError(
        .conflict, "what is committed is promoted, and \(first) differs from it\(more)",
        hint: "commit the changes, or leave them out with --allow-dirty")
    }
    origin = PromotionOrigin(
      repository: await git.line(of: ["config", "--get", "remote.origin.url"]).map(Self.withoutUser),
      commit: found.commit.hex,
      branch: isHead ? await Self.branch(git, services.environment) : nil,
      author: await git.line(of: ["log", "-1", "--format=%an <%ae>", found.commit.hex]) ?? "unknown", folder: folder,
      isDirty: !changed.isEmpty)
  }

  private static func branch(_ git: GitProgram, _ environment: [String: String]) async -> String? {
    await git.line(of: ["symbolic-ref", "--short", "-q", "HEAD"]) ?? CIRun(environment).branch
  }

  /// The skills of the commit. `known` gives the names of what a registry has, by the ids of folders and files. Throws `IpaiError`.
  func read(known: [String: String], isCancelled: () -> Bool) throws -> CommittedSource {
    let repository = try GitRepository(containing: path)
    return try CommittedSource(
      in: origin.folder, of: commit, repository, known: known, isCancelled: isCancelled)
  }

  /// The path by which who stands in `folder` names what is at a path of the repository, with a slash in it; nil where the commit is
  /// not checked out.
  func path(of source: String, from folder: String?) -> String? {
    guard isCheckedOut else { return nil }
    let root = RealPath.text(path)
    let whole = source.isEmpty ? root : "\(root)/\(source)"
    guard let folder else { return whole }
    let text = RelativePath.text(whole, from: RealPath.text(folder), within: root)
    return text.contains("/") ? text : "./\(text)"
  }

  private static func look(
    _ path: String, _ revision: String
  ) throws -> (path: String, commit: ObjectID, isBare: Bool) {
    let repository = try GitRepository(containing: path)
    guard let commit = repository.commit(named: revision) else {
      if repository.isUnborn {
        throw IpaiError(
          .notFound, "the repository at \(repository.path) has no commit yet",
          hint: "what is committed is promoted: commit the skills first")
      }
      throw IpaiError(.notFound, "there is no commit '\(revision.prefix(80))'", hint: "name another with --revision")
    }
    return (repository.path, commit, repository.path == repository.gitDirectory)
  }

  /// The path of a folder in the repository, without a slash at its end; empty for its root.
  private static func folder(_ text: String, in root: String) throws(IpaiError) -> String {
    var path = text
    if path.hasPrefix("/") {
      let real = RealPath.text(path)
      let realRoot = RealPath.text(root)
      if real == realRoot { return "" }
      guard real.hasPrefix(realRoot + "/") else {
        throw IpaiError(
          .usage, "the folder \(text) is not in the repository at \(root)", hint: "name one in it with --dir")
      }
      path = String(real.dropFirst(realRoot.count + 1))
    }
    let parts = PathText.parts(path).filter { $0 != "." }
    guard !parts.contains("..") else {
      throw IpaiError(.usage, "the folder '\(text)' leads out of the repository", hint: "name one in it with --dir")
    }
    return parts.joined(separator: "/")
  }

  /// An address without the user and the password in it.
  private static func withoutUser(_ address: String) -> String {
    guard let scheme = address.range(of: "://") else { return address }
    let rest = address[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@") else { return address }
    return String(address[..<scheme.upperBound] + rest[rest.index(after: at)...])
  }
}
