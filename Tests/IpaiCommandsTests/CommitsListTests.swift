import CommandTestSupport
import Foundation
import GRDB
import IpaiCommits
import IpaiDatabase
import TestSupport
import Testing

/// `ipai commits list`: its shapes, its pages, its filters.
@Suite struct CommitsListTests {
  private let desk: CommandFixture
  private let ids: [String]

  /// The history that each test has a copy of.
  private static let history = Result {
    let repository = try TestRepository()
    let ids = try (1...7).map { number in
      var author: [String: String] = [:]
      if number == 3 { author = ["GIT_AUTHOR_NAME": "Bea Writer", "GIT_AUTHOR_EMAIL": "bea@example.org"] }
      // The last two of them at the same second, so that their ids decide.
      return try repository.commit(
        "net: change \(number)", files: ["lib/net.c": "\(number)", "docs/d\(number)": "x"],
        seconds: min(number, 6) * 60, environment: author)
    }
    return (repository, ids)
  }

  init() throws {
    desk = try CommandFixture()
    let (original, ids) = try Self.history.get()
    self.ids = ids
    try desk.repository.git("pull", "-q", original.path, "main")
    _ = desk.run("commits", "index", "--quiet")
  }

  private func page(_ arguments: String...) throws -> (ids: [String], next: String?, run: CommandRun) {
    let run = desk.run(["commits", "list", "--format", "json"] + arguments)
    let json = try #require(run.json as? [String: Any], "\(run.error)")
    let commits = json["commits"] as? [[String: Any]] ?? []
    return (commits.compactMap { $0["commit"] as? String }, json["next"] as? String, run)
  }

  @Test func itsShape() throws {
    let run = desk.run("commits", "list", "--format", "json", "--max-results", "2")
    #expect(keys(run.json) == ["commits", "next"])
    let commits = try #require((run.json as? [String: Any])?["commits"] as? [[String: Any]])
    #expect(
      keys(commits[0]) == [
        "commit", "author", "authored", "committed", "subject", "paths", "path_count", "paths_cut", "repository",
      ])
    #expect(commits[0]["author"] as? [String: String] == ["name": "Ann Author", "email": "ann@example.org"])
    #expect(commits[0]["repository"] as? String == desk.repository.path)
    #expect(
      commits[0]["paths"] as? [String] == ["docs/d7", "lib/net.c"]
        || commits[0]["paths"] as? [String] == ["docs/d6", "lib/net.c"])
    #expect(keys(desk.run("commits", "list", "--format", "json").json) == ["commits"])
    #expect(
      desk.run("commits", "list", "--author", "nobody", "--format", "json").output == "{\n  \"commits\" : [\n\n  ]\n}\n"
    )
  }

  @Test(arguments: [1, 2, 3, 6, 7, 8])
  func pagesMakeTheWholeList(size: Int) throws {
    let whole = try page("--all")
    #expect(whole.ids.count == 7 && whole.next == nil)
    #expect(whole.ids.prefix(2).sorted() == ids.suffix(2).sorted() && whole.ids.suffix(5) == ids.prefix(5).reversed())
    var found: [String] = []
    var next: String?
    repeat {
      let part =
        try next.map { try page("--max-results", "\(size)", "--after", $0) } ?? page("--max-results", "\(size)")
      #expect(part.ids.count <= size && !part.ids.isEmpty)
      found += part.ids
      next = part.next
    } while next != nil && found.count < 50
    #expect(found == whole.ids)
  }

  @Test func aCursorStaysValidWhileCommitsComeAndGo() throws {
    let whole = try page("--all").ids
    let next = try #require(try page("--max-results", "3").next)
    try desk.repository.commit("newer", seconds: 9_000)
    #expect(desk.run("commits", "index").status == 0)
    #expect(try page("--all", "--after", next).ids == Array(whole.dropFirst(3)))
    // The commit that the page ended with is dropped.
    try desk.repository.git("checkout", "-q", "-B", "main", ids[2])
    #expect(desk.run("commits", "index").status == 0)
    #expect(try page("--all", "--after", next).ids == [ids[2], ids[1], ids[0]])
  }

  @Test func aWrongCursorIsAUsageError() throws {
    let next = try #require(try page("--max-results", "3").next)
    let search = try #require(
      (desk.run("rag", "search", "change", "--max-results", "1", "--format", "json").json as? [String: Any])?["next"]
        as? String)
    let ending = next.hasSuffix("AAAAA") ? "BBBBB" : "AAAAA"
    let mistyped = String(next.dropLast(5)) + ending
    for cursor in ["", "x", "!!!!", String(next.dropLast()), next + "AAAA", mistyped, search] {
      let run = desk.run("commits", "list", "--after", cursor)
      #expect(run.status == 64 && run.output.isEmpty, "\(cursor): \(run.error)")
      #expect(run.error.contains("is not a cursor of this list\nhint: "))
    }
    for filter in [["--author", "bea"], ["--path", "lib"], ["--all-repos"]] {
      let run = desk.run(["commits", "list", "--after", next] + filter)
      #expect(run.status == 64 && run.error.contains("is not a cursor of this list"), "\(filter): \(run.error)")
    }
    #expect(desk.run("commits", "list", "--after", next, "--since", "20 years ago").status == 0)
    #expect(desk.run("commits", "list", "--all", "--max-results", "3").status == 64)
    let tooMany = desk.run("commits", "list", "--max-results", "10001")
    #expect(
      tooMany.status == 64 && tooMany.error.contains("max_results must be a whole number from 1 to 10000"),
      "\(tooMany.error)")
  }

  @Test func whereThereIsMoreThatIsSaid() throws {
    let table = desk.run("commits", "list", "--max-results", "3")
    let next = try #require(try page("--max-results", "3").next)
    #expect(
      table.error == "ipai: more commits match; for the next page add: --after \(next); for all of them: --all\n")
    #expect(desk.run("commits", "list", "--max-results", "3", "--format", "jsonl").error == table.error)
    #expect(desk.run("commits", "list", "--max-results", "3", "--format", "json").error.isEmpty)
    #expect(desk.run("commits", "list", "--max-results", "3", "--quiet").error.isEmpty)
    #expect(desk.run("commits", "list", "--max-results", "7").error.isEmpty)
    #expect(desk.run("commits", "list", "--all").error.isEmpty)
  }

  @Test func linesAreWrittenAsTheyAreRead() throws {
    let run = desk.run("commits", "list", "--all", "--format", "jsonl")
    #expect(run.output.split(separator: "\n").count == 7)
    #expect(run.writes == 7, "each line by itself")
    let first = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.split(separator: "\n")[0].utf8)) as? [String: Any])
    #expect(keys(first).contains("paths_cut"))
  }

  @Test func theTableHasHeadsAndNamesRepositories() throws {
    let run = desk.run("commits", "list", "--max-results", "1")
    let lines = run.output.split(separator: "\n")
    #expect(lines[0].split(separator: " ") == ["COMMIT", "COMMITTED", "AUTHOR", "SUBJECT"])
    #expect(lines[1].contains("  2024-01-01  Ann Author  net: change "))
    #expect(desk.run("commits", "list", "--author", "nobody").output.isEmpty)
    let other = try TestRepository()
    try other.commit("elsewhere", seconds: 99_999)
    #expect(desk.run("commits", "index", other.path).status == 0)
    let all = desk.run("commits", "list", "--all-repos", "--max-results", "2").output.split(separator: "\n")
    #expect(all[0].split(separator: " ") == ["COMMIT", "COMMITTED", "AUTHOR", "REPOSITORY", "SUBJECT"])
    #expect(all[1].hasSuffix("  \(other.path)  elsewhere") && all[2].contains("  \(desk.repository.path)"))
    let json =
      desk.run("commits", "list", "--all-repos", "--format", "json", "--max-results", "2").json as? [String: Any]
    let named = (json?["commits"] as? [[String: Any]])?.compactMap { $0["repository"] as? String }
    #expect(named == [other.path, desk.repository.path])
  }

  @Test func anyOfSeveralPathsAndAuthorsMatches() throws {
    #expect(try page("--path", "docs/d1", "--path", "docs/d2").ids == [ids[1], ids[0]])
    #expect(try page("--author", "bea", "--author", "nobody").ids == [ids[2]])
    #expect(try page("--author", "bea", "--author", "ann").ids.count == 7)
    #expect(try page("--author", "bea", "--path", "docs/d3", "--path", "docs/d4").ids == [ids[2]])
  }

  /// An unset variable in a script is not the wish for everything.
  @Test(arguments: ["--path", "--author"])
  func anEmptyFilterIsAUsageError(option: String) {
    let run = desk.run("commits", "list", option, "", option, "nothing")
    #expect(run.status == 64 && run.output.isEmpty, "\(run.error)")
    #expect(run.error.contains("\(option.dropFirst(2)) must be a list"), "\(run.error)")
  }

  /// The current folder, the path that is given, and how many commits match; nil for a wrong command line.
  @Test(
    arguments: [
      ("", "lib/net.c", 7), ("lib", "net.c", 7), ("lib", "lib/net.c", 0), ("lib", "../docs/d1", 1),
      ("lib", ":/docs/d1", 1),
      ("lib", "/docs/d1", 1), ("lib", ".", 7), ("docs", "d?", 7), ("docs", "./d1/", 1), ("lib", ":/", 7),
      ("lib", "../../x", nil), ("lib", ":!x", nil), ("docs", "*", 7), ("docs", "*.c", 0), ("", "*.c", 7),
    ] as [(String, String, Int?)])
  func pathsAreRelativeToWhereOneStands(folder: String, path: String, count: Int?) throws {
    let status: Int32 =
      switch count {
      case nil: 64
      case 0: 1
      default: 0
      }
    let here = desk.run("commits", "list", "--path", path, "--format", "jsonl", in: folder)
    #expect(here.status == status, "\(here.error)")
    #expect(here.output.split(separator: "\n").count == count ?? 0)
    let there = desk.run(
      "commits", "list", "--path", path, "--format", "jsonl", "--repo", desk.repository.path + "/" + folder, in: "/")
    #expect(there.output == here.output)
  }

  @Test func anAbsolutePathAndAFolderWithTheLettersOfGlobs() throws {
    #expect(try page("--path", desk.repository.path + "/docs/d1").ids == [ids[0]])
    let id = try desk.repository.commit("odd", files: ["a[1]*/f": "x", "a1/f": "y"], seconds: 999)
    try desk.repository.commit("even", files: ["a1/f": "z"], seconds: 1000)
    _ = desk.run("commits", "index", "--quiet")
    let run = desk.run("commits", "list", "--path", "f", "--format", "jsonl", in: "a[1]*")
    #expect(run.output.split(separator: "\n").count == 1 && run.output.contains(id))
  }

  @Test func theHintForAPathFromASubfolderHelps() throws {
    let run = desk.run("commits", "list", "--path", "lib/net.c", "--path", "docs/d 1", in: "lib")
    #expect(run.status == 1)
    #expect(
      run.error
        == "ipai: no commit matches\nhint: paths are relative to where you stand, here lib/; from the root of the repository: --path :/lib/net.c --path ':/docs/d 1'\n"
    )
    #expect(desk.run("commits", "list", "--path", ":/lib/net.c", "--path", ":/docs/d 1", in: "lib").status == 0)
    #expect(
      desk.run("rag", "search", "change", "--path", "lib/net.c", in: "lib").error
        == "ipai: no commit matches\nhint: paths are relative to where you stand, here lib/; from the root of the repository: --path :/lib/net.c\n"
    )
    #expect(desk.run("commits", "list", "--path", "nowhere", in: "lib").error == "ipai: no commit matches\n")
    #expect(desk.run("commits", "list", "--path", "lib/net.c", "--quiet", in: "lib").error.isEmpty)
  }

  @Test func whatIsShownOfPathsIsTheSameInListAndSearch() throws {
    let files = Dictionary(uniqueKeysWithValues: (0..<70).map { ("many/f\($0)", "x") })
    let id = try desk.repository.commit("a platypus of a commit", files: files, seconds: 50_000)
    _ = desk.run("commits", "index", "--quiet")
    let listed =
      (desk.run("commits", "list", "--format", "json").json as? [String: Any])?["commits"] as? [[String: Any]]
    let found =
      (desk.run("rag", "search", "platypus", "--format", "json").json as? [String: Any])?["results"] as? [[String: Any]]
    for commit in [listed?.first, found?.first] {
      #expect(commit?["commit"] as? String == id)
      #expect((commit?["paths"] as? [String])?.count == 50 && commit?["path_count"] as? Int == 70)
      #expect(commit?["paths_cut"] as? Bool == false)
    }
    let shown = desk.run("commits", "show", id, "--format", "json").json as? [String: Any]
    #expect((shown?["changes"] as? [Any])?.count == 70 && shown?["path_count"] as? Int == 70)
  }

  /// What a partial clone lacks is said of it each time, and of no other repository.
  @Test(arguments: ["tree:0", "blob:none"])
  func whatAPartialCloneLacksIsSaid(filter: String) throws {
    let source = desk.repository
    try source.git("config", "uploadpack.allowFilter", "true")
    let clone = try TestRepository(cloning: "file://" + source.path, "--filter=" + filter, "--no-checkout")
    let hasPaths = filter == "blob:none"
    func run(_ words: String..., format: String = "table") -> CommandRun {
      desk.run(words + ["--db", desk.home.file("partial.db"), "--format", format], in: clone.path)
    }
    let index = run("commits", "index")
    #expect(index.error.contains("7 commits lack paths or words of the diff: "))
    #expect(index.error.contains("7 commits are indexed without all paths") == !hasPaths)
    let words =
      "ipai: 7 commits may be missed: paths or words of diffs are missing, as in a partial clone, or damaged\n"
    let paths = "ipai: --path may miss 7 commits, of which the index does not have all paths\n"
    for format in ["table", "jsonl"] {
      #expect(run("search", "change", format: format).error.contains(words))
      #expect(run("search", "change", "--path", "lib", format: format).error.contains(paths) == !hasPaths)
      #expect(run("commits", "list", "--path", "lib", format: format).error.contains(paths) == !hasPaths)
    }
    let json = run("search", "change", "--path", "lib", format: "json").json as? [String: Any]
    #expect(json?["without_diff_words"] as? Int == 7)
    let withoutAllPaths: Int? = if hasPaths { nil } else { 7 }
    #expect(json?["without_all_paths"] as? Int == withoutAllPaths)
    // Another repository brings them.
    #expect(run("commits", "index", source.path).status == 0)
    #expect(run("search", "change", "--path", "lib").error.isEmpty)
  }

  @Test func whatAFilterByPathCannotSeeIsSaid() throws {
    let database = try DatabaseFile.forWriting(desk.home.file(".local/share/ipai/ipai.db"))
    let hex = ids[6]
    try database.write { db in
      try db.execute(sql: "UPDATE git_commit SET paths_cut = 1 WHERE lower(hex(oid)) = ?", arguments: [hex])
    }
    try database.close()
    let said = "ipai: --path may miss 1 commit, of which the index does not have all paths\n"
    #expect(desk.run("commits", "list", "--path", "lib").error == said)
    #expect(desk.run("rag", "search", "change", "--path", "lib").error == said)
    #expect(desk.run("commits", "list").error.isEmpty)
    let cut = (desk.run("commits", "list", "--format", "json").json as? [String: Any])?["commits"] as? [[String: Any]]
    #expect(cut?.filter { $0["paths_cut"] as? Bool == true }.map { $0["commit"] as? String } == [hex])
    #expect(
      desk.run("commits", "show", hex).output.hasSuffix("and more, which the index does not keep\n"))
  }

  @Test(arguments: ["2024", "2024-01", "1y", "'last year'", "2024-01-01 00:00 +0000"])
  func datesAreThoseOfGit(date: String) throws {
    #expect(desk.run("commits", "list", "--since", date.replacing("'", with: "")).status == 0)
    #expect(desk.run("commits", "list", "--until", "2023").status == 1)
    #expect(desk.run("commits", "list", "--since", "2024-01-01", "--until", "2024-01-01").status == 0)
  }

  @Test func outsideOfARepositoryTheHintHelps() throws {
    let outside = try TemporaryFolder()
    for verb in [["commits", "list"], ["rag", "search", "change"]] {
      let run = desk.run(verb, in: outside.path)
      #expect(run.status == 66)
      #expect(
        run.error.hasSuffix("hint: name a repository with --repo, or search all that are indexed with --all-repos\n"))
      #expect(desk.run(verb + ["--all-repos"], in: outside.path).status == 0)
      #expect(desk.run(verb + ["--repo", desk.repository.path], in: outside.path).status == 0)
    }
    let empty = try CommandFixture()
    let nothing = empty.run("commits", "list", in: outside.path)
    #expect(nothing.status == 66)
    #expect(nothing.error.hasSuffix("hint: index a repository first: ipai commits index PATH\n"))
    // Where no repository is meant, none is to blame.
    for verb in [
      ["commits", "list", "--all-repos"], ["rag", "search", "x", "--all-repos"], ["commits", "repositories"],
    ] {
      let all = empty.run(verb, in: outside.path)
      #expect(all.status == 66 && all.error.hasPrefix("ipai: nothing is indexed yet: there is no database at "))
      #expect(all.error.hasSuffix("hint: index a repository first: ipai commits index PATH\n"))
    }
    try empty.repository.commit("one")
    let missing = empty.run("commits", "list")
    #expect(try empty.follow(missing, in: outside.path).status == 0)
    #expect(empty.run("commits", "list").status == 0)
  }
}
