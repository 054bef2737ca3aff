import IpaiCore
import IpaiGit
import IpaiSearch

/// The commit that is to be found by others that are like it.
enum CommitExample {
  /// The commit that `like` names as a revision; nil when nothing is named. Throws what `CommitLookup.show` throws.
  static func of(_ request: SearchRequest, in store: any CommitStore) async throws -> SearchExample? {
    guard let revision = request.like else { return nil }
    let commit = try await CommitLookup(store).show(revision, in: request.repository ?? request.folder ?? "/")
    guard let id = ObjectID(hex: commit.id) else {
      throw IpaiError(.internal, "\(commit.id) is not the id of a commit")
    }
    let text = MessageText(commit.message)
    return SearchExample(
      corpus: CorpusLayout.commits.name, id: Array(id.bytes), text: text.subject + "\n" + text.bodyWithoutTrailers)
  }
}
