import IpaiCommits
import IpaiCore
import IpaiGit
import IpaiMemory

/// `commits show`: one commit of the index, with its patch where that is asked for.
package enum CommitsShowAction: Action {
  /// Which commit to show, and how much of it.
  package struct Request: ActionRequest {
    /// A branch, a tag, or an id, whole or abbreviated.
    package var revision = ""
    /// The repository in which names are looked up; nil for the one the caller stands in.
    package var repo: String?
    /// Whether to read the patch from the repository.
    package var patch = false

    package init() {}
  }

  package static let name = ActionName("commits", "show")
  package static let effect = Effect.read
  package static let route = Route(.get, "/commits/{revision}")
  package static let summary = "Show an indexed commit: its author, its dates, its message and the paths it changed."
  package static let fields: [Field<Request>] = [
    .required("revision", \.revision, "A branch, a tag, or the id of a commit, whole or abbreviated."),
    .path("repo", \.repo, "Any folder in the repository that has the revision."),
    .flag("patch", \.patch, "Also show the patch."),
  ]
  package static var example: Request {
    var request = Request()
    request.revision = "HEAD~3"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> ShownCommit {
    // An id is looked up in the whole index, wherever the caller stands.
    let folder = request.repo ?? services.folder ?? "/"
    return try await services.working { isCancelled in
      try services.roots?.checkRepository(around: folder)
      let store = try services.commitsForReading(folder)
      var shown = ShownCommit(try await CommitLookup(store).show(request.revision, in: folder))
      let memory = try services.memoryForReading()
      let conversations = try await LinkedConversation.about(.commit, shown.commit.id, in: memory)
      if !conversations.isEmpty { shown.conversations = conversations }
      guard request.patch else { return shown }
      // It may be of another repository, which is then read.
      if let repository = shown.commit.repository { try services.roots?.checkRepository(around: repository) }
      let patch = try CommitPatch.read(shown.commit, near: folder, isCancelled: isCancelled)
      shown.patch = String(decoding: patch.bytes, as: UTF8.self)
      shown.isPatchCut = patch.isCut
      return shown
    }
  }
}
