import CommandTestSupport
import Foundation
import IpaiCommits
import TestSupport
import Testing

/// `ipai commits show`: its shape, its patch, and what it says of what it does not find.
@Suite struct CommitsShowTests {
  private let desk: CommandFixture
  private let id: String

  init() throws {
    desk = try CommandFixture()
    try desk.repository.commit("first", files: ["a.c": "one\ntwo\n", "gone": "x\ny\nz\n"])
    try desk.repository.git("mv", "gone", "moved")
    id = try desk.repository.commit(
      "second: change\r\n\r\nline one\r\nline two\r\n", files: ["a.c": "one\n\tthree \u{1B}[31m\n"], seconds: 60,
      environment: ["GIT_AUTHOR_DATE": "1704067260 +0530"])
    _ = desk.run("commits", "index", "--quiet")
  }

  @Test func itsShape() throws {
    let run = desk.run("commits", "show", "HEAD", "--format", "json")
    let commit = try #require(run.json as? [String: Any])
    #expect(
      keys(commit) == [
        "commit", "parents", "author", "authored", "committer", "committed", "message", "message_cut", "changes",
        "path_count", "paths_cut", "repository",
      ])
    #expect(commit["author"] as? [String: String] == ["name": "Ann Author", "email": "ann@example.org"])
    #expect(commit["committer"] as? [String: String] == ["name": "Carl Committer", "email": "carl@example.org"])
    #expect(commit["authored"] as? String == "2024-01-01T05:31:00+05:30")
    #expect(commit["committed"] as? String == "2024-01-01T00:01:00Z")
    #expect(
      (commit["changes"] as? [[String: String]])?.map { keys($0) } == [
        ["path", "kind"], ["path", "kind"], ["path", "kind"],
      ])
    let patched = desk.run("commits", "show", "HEAD", "--patch", "--format", "json").json as? [String: Any]
    #expect(keys(patched) == keys(commit).union(["patch", "patch_cut"]))
  }

  @Test func aMessageWithLineEndsOfWindowsIsShownLineByLine() {
    let lines = desk.run("commits", "show", "HEAD").output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[2] == "author Ann Author <ann@example.org> 2024-01-01T05:31:00+05:30")
    #expect(lines[3] == "committer Carl Committer <carl@example.org> 2024-01-01T00:01:00Z")
    #expect(lines[4...9] == ["", "    second: change", "", "    line one", "    line two", ""])
  }

  @Test func thePatchIsThatOfGit() throws {
    let expected = try desk.repository.git("show", "--format=", "--no-ext-diff", "--abbrev=7", "HEAD")
    let json = try #require(desk.run("commits", "show", id, "--patch", "--format", "json").json as? [String: Any])
    #expect(json["patch"] as? String == expected + "\n")
    #expect(expected.contains("rename from gone"))
    let text = desk.run("commits", "show", "HEAD", "--patch").output
    #expect(text.contains("\n-two\n+\tthree \u{FFFD}[31m\n"))
    let colored = desk.run("commits", "show", "HEAD", "--patch", environment: ["CLICOLOR_FORCE": "1"]).output
    #expect(colored.contains("\u{1B}[31m-two\u{1B}[0m\n\u{1B}[32m+\tthree \u{FFFD}[31m\u{1B}[0m\n"))
  }

  @Test func patchesOfRootsMergesAndOfBareRepositories() throws {
    let root = try desk.repository.git("rev-list", "--max-parents=0", "HEAD")
    try desk.repository.git("checkout", "-q", "-b", "side", root)
    try desk.repository.commit("side", files: ["side.txt": "s\n"], seconds: 70)
    try desk.repository.git("checkout", "-q", "main")
    try desk.repository.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    let bare = try TestRepository(cloning: desk.repository.path, "--bare")
    #expect(desk.run("commits", "index", bare.path).status == 0)
    for name in [root, "HEAD"] {
      let run = desk.run("commits", "show", name, "--patch", "--format", "json", "--repo", bare.path, in: "/")
      let patch = (run.json as? [String: Any])?["patch"] as? String
      let base =
        if name == root {
          ["diff-tree", "--root", "-p", "--no-commit-id", root]
        } else {
          ["diff", "HEAD^1", "HEAD"]
        }
      let expected = try TestRepository.git(base + ["--abbrev=7"], in: bare.path)
      #expect(patch == String(decoding: expected, as: UTF8.self), "\(run.error)")
    }
    // The current folder does not have the commit; the index knows which repository does.
    #expect(desk.run("commits", "show", root, "--patch", in: "/").output.contains("\n+two\n"))
  }

  @Test func aPatchThatIsTooLongIsCut() throws {
    let line = String(repeating: "long ", count: 200) + "\n"
    let long = try desk.repository.commit("long", files: ["long": String(repeating: line, count: 17_000)], seconds: 90)
    _ = desk.run("commits", "index", "--quiet")
    let json = try #require(desk.run("commits", "show", long, "--patch", "--format", "json").json as? [String: Any])
    let patch = try #require(json["patch"] as? String)
    #expect(json["patch_cut"] as? Bool == true)
    #expect(patch.utf8.count > 16_000_000 && patch.utf8.count < 17_000_000 && patch.hasSuffix(line))
    let text = desk.run("commits", "show", long, "--patch").output
    #expect(text.hasSuffix("\nand more: a patch is shown up to 16.8 MB; to see all of it: git show \(long)\n"))
  }

  /// Trees that hold each other many times over stand for far more paths than there are objects.
  @Test func aPatchOfTooManyPathsIsRefused() throws {
    let git = desk.repository
    let blob = try git.git("hash-object", "-w", "--stdin", input: Data("x\n".utf8))
    var entry = "100644 blob \(blob)"
    for _ in 0..<6 {
      let entries = (0..<7).map { "\(entry)\tf\($0)\n" }.joined()
      entry = "040000 tree " + (try git.git("mktree", input: Data(entries.utf8)))
    }
    let bomb = try git.git("commit-tree", "-m", "bomb", String(entry.suffix(40)))
    #expect(desk.run("commits", "index", "--ref", bomb, "--quiet").status == 0)
    let run = desk.run("commits", "show", bomb, "--patch")
    #expect(run.status == 69 && run.output.isEmpty)
    #expect(
      run.error.contains(
        "\(bomb) changes too much for a patch: more than 100000 paths, or folders nested beyond measure\nhint: "),
      "\(run.error)")
  }

  @Test func whatIsMissingForAPatchIsSaid() throws {
    let shallow = try TestRepository(cloning: "file://" + desk.repository.path, "--depth", "1")
    let blob = try desk.repository.git("rev-parse", "HEAD:a.c")
    try FileManager.default.removeItem(
      atPath: desk.repository.path + "/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
    let run = desk.run("commits", "show", "HEAD", "--patch")
    #expect(run.status == 69 && run.output.isEmpty)
    #expect(run.error.contains("something that \(id) changed is missing here, as in a partial clone"))
    let other = try TestRepository()
    try other.commit("x")
    _ = desk.run("commits", "index", shallow.path)
    let ended = desk.run("commits", "show", "HEAD", "--patch", "--repo", shallow.path)
    #expect(ended.status == 69 && ended.error.contains("is not in this shallow clone"), "\(ended.error)")
    try FileManager.default.removeItem(atPath: desk.repository.path)
    try FileManager.default.removeItem(atPath: shallow.path)
    let gone = desk.run("commits", "show", id, "--patch", in: other.path)
    #expect(gone.status == 66 && gone.error.contains("no repository on this disk has commit \(id)"), "\(gone.error)")
    #expect(desk.run("commits", "show", id, in: other.path).status == 0)
  }

  @Test func whatHEADDoesNotReachIsFoundByFollowingTheHint() throws {
    try desk.repository.git("checkout", "-q", "--detach")
    let tagged = try desk.repository.commit("only tagged", seconds: 100)
    try desk.repository.git("tag", "v9")
    let lost = try desk.repository.commit("reached by nothing", seconds: 200)
    try desk.repository.git("checkout", "-q", "main")
    for name in ["v9", tagged] {
      let run = desk.run("commits", "show", name)
      #expect(run.status == 66)
      #expect(
        run.error
          == "ipai: commit \(tagged) is not indexed\nhint: run: ipai commits index \(desk.repository.path) --all-refs\n"
      )
    }
    #expect(try desk.follow(desk.run("commits", "show", "v9"), in: "/").status == 0)
    #expect(desk.run("commits", "show", "v9").status == 0)
    #expect(desk.run("commits", "show", String(tagged.prefix(8)), in: "/").status == 0)
    let unreached = desk.run("commits", "show", lost)
    #expect(unreached.error.contains(" --ref HEAD --ref \(lost)\n"), "\(unreached.error)")
    #expect(try desk.follow(unreached).status == 0)
    #expect(desk.run("commits", "show", lost).status == 0)
  }

  @Test func theHintKeepsWhatIsSelected() throws {
    let desk = try CommandFixture()
    for number in 1...3 { try desk.repository.commit("number \(number)", seconds: number) }
    try desk.repository.git("branch", "a-branch")
    #expect(desk.run("commits", "index", "--ref", "a-branch", "--max-commits", "1", "--no-diff-words").status == 0)
    let run = desk.run("commits", "show", "HEAD~1")
    #expect(
      run.error.hasSuffix("hint: run: ipai commits index \(desk.repository.path) --ref a-branch --no-diff-words\n"),
      "\(run.error)")
    #expect(try desk.follow(run).status == 0)
    #expect(desk.run("commits", "show", "HEAD~1").status == 0)
    try desk.repository.commit("new", seconds: 400)
    try desk.repository.git("branch", "-f", "a-branch")
    #expect(try desk.follow(desk.run("commits", "show", "HEAD")).status == 0)
    #expect(desk.run("commits", "show", "HEAD").status == 0)
    let other = try TestRepository()
    try other.commit("not indexed at all")
    let unindexed = desk.run("commits", "show", "HEAD", in: other.path)
    #expect(try desk.follow(unindexed).status == 0)
    #expect(desk.run("commits", "show", "HEAD", in: other.path).status == 0)
  }

  @Test func namesNeedARepositoryAndIdsDoNot() throws {
    let outside = try TemporaryFolder()
    #expect(desk.run("commits", "show", String(id.prefix(9)), in: outside.path).status == 0)
    let run = desk.run("commits", "show", "main", in: outside.path)
    #expect(run.status == 66)
    #expect(run.error.hasSuffix("hint: name the repository of a branch or tag with --repo\n"))
    #expect(desk.run("commits", "show", "main", "--repo", desk.repository.path, in: outside.path).status == 0)
    #expect(desk.run("commits", "show", "deadbeef", in: outside.path).status == 66)
    #expect(
      desk.run("commits", "show", "nothing").error.hasSuffix(
        "hint: give a branch, a tag, or at least 4 digits of an id\n"))
  }

  @Test func aCutMessageSaysSo() throws {
    let long = try desk.repository.commit("long\n\n" + String(repeating: "lorem ipsum\n", count: 6_000), seconds: 500)
    _ = desk.run("commits", "index", "--quiet")
    let shown = desk.run("commits", "show", long, "--format", "json").json as? [String: Any]
    #expect(shown?["message_cut"] as? Bool == true)
    #expect(
      desk.run("commits", "show", long).output.contains("and more: the index keeps the first 64 KiB of a message\n"))
  }
}
