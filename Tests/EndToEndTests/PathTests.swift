import Foundation
import TestSupport
import Testing

/// What needs a process of its own: arguments and folders that are not UTF-8, and output that is not read to its end.
@Suite(.onOwnThreads) struct PathTests {
  private let binary: Binary
  private let folder: TemporaryFolder

  init() throws {
    binary = try Binary()
    folder = try TemporaryFolder()
  }

  /// Runs a script in which `$ipai` is the binary and `$bad` a name that is not UTF-8.
  private func script(_ text: String) throws -> Subprocess {
    let names = "ipai='\(Binary.path)'; bad=$(printf 'caf\\351'); set -e; "
    let environment = binary.environment.merging(TestRepository.environment) { own, _ in own }
    return try Subprocess.run(["bash", "-c", names + text], in: folder.path, environment: environment)
  }

  @Test func aFolderThatIsNotUTF8IsIndexedAndSearched() throws {
    let made = try script(
      """
      mkdir "$bad"; git init -q -b main "$bad"; cd "$bad"; echo x > "$bad.txt"; mkdir lib; echo y > lib/a.c
      git add -A; git commit -q -m 'a platypus'
      "$ipai" commits index --quiet
      echo 'two platypus' > lib/words; cp lib/words "$bad.like"
      """)
    #expect(made.status == 0, "\(made.error)")
    for (command, expected) in [
      ("cd \"$bad\" && \"$ipai\" rag search platypus", "  a platypus\n"),
      ("cd \"$bad/lib\" && \"$ipai\" commits list --path a.c", "  a platypus\n"),
      ("\"$ipai\" commits list --repo \"$bad\" --path \"$bad.txt\"", "  a platypus\n"),
      ("\"$ipai\" commits list --repo \"$PWD/$bad\" --path \"$PWD/$bad/$bad.txt\"", "  a platypus\n"),
      ("cd \"$bad\" && \"$ipai\" rag search --like lib/words", "  a platypus\n"),
      ("\"$ipai\" rag search --repo \"$bad\" --like \"$bad/lib/words\"", "  a platypus\n"),
      ("\"$ipai\" rag search --repo \"$bad\" --like \"$bad/$bad.like\"", "  a platypus\n"),
      ("cd \"$bad\" && \"$ipai\" commits show HEAD --patch", "\n+y\n"),
      ("cd \"$bad\" && echo 'a platypus' > like && \"$ipai\" search --like like --repo .", "  a platypus\n"),
      ("\"$ipai\" search --like \"$bad/like\" --repo \"$bad\"", "  a platypus\n"),
      (
        "cd \"$bad\" && mkdir -p .ipai && echo 'max_results: 7' > .ipai/config.yaml && \"$ipai\" config list --show-origin",
        ".ipai/config.yaml:1"
      ),
      ("\"$ipai\" commits status \"$bad\"", "up to date"),
      ("\"$ipai\" commits status --all-repos", "/caf\u{FFFD}\n"),
      ("\"$ipai\" doctor", "intact"),
    ] {
      let run = try script(command)
      #expect(run.status == 0 && run.text.contains(expected), "\(command): \(run.text) \(run.error)")
    }
  }

  @Test func whatJSONSaysOfSuchAFolderIsTakenAgain() throws {
    let run = try script(
      """
      git init -q -b main "$bad"; git -C "$bad" commit -q --allow-empty -m one; "$ipai" commits index --quiet "$bad"
      path=$("$ipai" commits list --all-repos --format jsonl | python3 -c 'import json, sys; print(json.loads(input())["repository"])')
      "$ipai" commits list --repo "$path"; "$ipai" commits forget "$path"
      """)
    #expect(run.status == 0 && run.text.contains("1 commit removed"), "\(run.text) \(run.error)")
  }

  @Test func hintsForSuchAFolderCanBeCopied() throws {
    let run = try script(
      """
      git init -q -b main "$bad"; git -C "$bad" commit -q --allow-empty -m one
      "$ipai" rag search one --repo "$bad" 2>message || true
      eval "$(sed -n 's/^hint: run: ipai/"$ipai"/p' message)"; "$ipai" rag search one --repo "$bad"
      """)
    #expect(run.status == 0 && run.text.hasSuffix("  one\n"), "\(run.text) \(run.error)")
  }

  @Test func theConfigurationOfSuchAFolderIsReadAndTrusted() throws {
    let run = try script(
      """
      git init -q -b main "$bad"; mkdir -p "$bad/.ipai" "$bad/$bad"; cd "$bad/$bad"
      printf 'max_results: 3\\npager: cat\\n' > ../.ipai/config.yaml
      "$ipai" config list --quiet; "$ipai" config path; "$ipai" config trust; "$ipai" config list
      """)
    #expect(run.status == 0, "\(run.error)")
    let parts = run.text.split(separator: /max_results +3\n/, omittingEmptySubsequences: false)
    #expect(parts.count == 3 && !parts[0].contains("cat\n") && parts[2].contains(/pager +cat\n/), "\(run.text)")
    let place = run.text.split(separator: "\n").first { $0.contains("/caf\u{FFFD}/.ipai/config.yaml  ") }
    #expect(place?.contains("not there") == false && run.text.contains("is trusted as it is now"))
  }

  @Test func aDatabaseThatSQLiteCannotNameIsRefused() throws {
    let run = try script("mkdir \"$bad\"; \"$ipai\" commits list --db \"$bad/x.db\"")
    #expect(run.status == 64 && run.error.contains("the path of the database is not UTF-8"), "\(run.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
  }

  /// The list is far larger than a pipe, and its reader takes only one line.
  @Test func aLongListEndsWithItsReader() throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 2_000)
    #expect(try binary.run("commits", "index", "--quiet", in: repository.path).status == 0)
    for command in ["commits list", "rag search parser"] {
      let run = try Subprocess.run(
        ["bash", "-c", "'\(Binary.path)' \(command) --all --format jsonl | head -n 1; echo ${PIPESTATUS[0]}"],
        in: repository.path, environment: binary.environment)
      let lines = run.text.split(separator: "\n")
      #expect(lines.count == 2 && lines[0].hasPrefix("{") && lines[1] == "141", "\(command): \(run.text) \(run.error)")
    }
  }
}
