import ArgumentParser
import IpaiCommits
import IpaiCore
import IpaiGit

/// `ipai commits show`
struct CommitsShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an indexed commit: who, when, its message and the paths it changed.",
    discussion: """
      An id is looked up in the whole index, from wherever you stand; the name of a branch or tag in the repository \
      you stand in or name with --repo. --patch also shows what the commit changed against its first parent, which is \
      read from the repository itself.

      Examples:
        ipai commits show HEAD~3
        ipai commits show 4c9af8b6d1 --patch
        ipai commits show v1.2 --repo ~/src/curl --format json
      """)

  @Argument(help: "A branch, a tag, an id or its first digits.")
  var revision: String

  @Flag(help: "Show the patch, too.")
  var patch = false

  @Option(help: ArgumentHelp("Any folder in the repository that the revision is of.", valueName: "path"))
  var repo = "."

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let path = try session.world.absolute(repo)
    guard let database = try session.databaseForReading() else { throw CommitScope.notIndexed(path) }
    let commit = try CommitLookup(database).show(revision, in: path)
    let changed = patch ? try CommitPatch.read(commit, near: path, isCancelled: session.world.isCancelled) : nil
    session.answer(Answer(ShownCommit(commit: commit, patch: changed)) { CommitText(theme: $0).text(commit, changed) })
  }
}

/// A commit as `commits show` writes it: what is stored and, where it was asked for, its patch.
private struct ShownCommit: Encodable {
  let commit: StoredCommit
  let patch: GitPatch?

  private enum CodingKeys: String, CodingKey {
    case patch
    case patchCut = "patch_cut"
  }

  func encode(to encoder: any Encoder) throws {
    try commit.encode(to: encoder)
    var values = encoder.container(keyedBy: CodingKeys.self)
    guard let patch else { return }
    try values.encode(String(decoding: patch.bytes, as: UTF8.self), forKey: .patch)
    try values.encode(patch.isCut, forKey: .patchCut)
  }
}
