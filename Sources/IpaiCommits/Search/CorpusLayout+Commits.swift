package import IpaiSearch

extension CorpusLayout {
  /// The commits of all repositories.
  ///
  /// k1, b and the weights were chosen on the development splits of three repositories. Diffs are long and numerous: with
  /// full weight they would drown out what the author said.
  package static let commits = CorpusLayout(
    name: "commits", wordTable: "commit_words",
    fields: [
      SearchField("subject"),
      SearchField("body", weight: 0.7),
      SearchField("paths"),
      SearchField("identifiers"),
      // The order of its words means nothing.
      SearchField("diff", weight: 0.5, holdsPhrases: false, isIncidental: true),
    ],
    k1: 1.6, b: 0.4,
    vectors: VectorTable(
      "commit_vector", document: "commit_id", source: "git_commit", text: "message", versionName: "commit vectors"),
    nameComponent: "commit")
}
