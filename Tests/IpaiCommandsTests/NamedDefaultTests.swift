import CommandTestSupport
import DomainTestSupport
import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiActions

/// The default that help and schemas name is the one in force.
@Suite struct NamedDefaultTests {
  private let desk: CommandFixture
  private let files: TemporaryFolder
  private let model: String

  init() throws {
    desk = try CommandFixture()
    for number in 1...3 {
      try desk.repository.commit("socket a b \(number)", files: ["f": "\(number)"], seconds: number)
    }
    files = try TemporaryFolder()
    model = try TinyModel().write(to: files)
    #expect(desk.run("model", "install", "tiny", "--from", model).status == 0)
  }

  /// The tests below, by the field whose default they show to be in force. A flag is off by default, which ActionVerbTests
  /// compares with the request.
  @Test func everyNamedDefaultHasATest() {
    let tested: [String: [String: String]] = [
      "rag search": [
        "mode": "hybrid where the repository is indexed by meaning", "max_results": "the setting max_results",
        "corpus": "commits",
      ],
      "commits list": ["max_results": "the setting max_results"],
      "commits index": [
        "ref": "HEAD", "jobs": "the setting jobs", "diff_words": "the setting diff_words",
        "embeddings": "the setting embeddings",
      ],
      "model install": ["name": "the setting model", "from": "the model's hub"],
      "model verify": ["name": "the setting model"],
      "model embed": ["encoder": "the setting encoder"],
    ]
    for action in ActionList.all {
      let named = action.fields.filter { $0.fallback != "false" }.compactMap { field in
        field.fallback.map { (field.key, $0) }
      }
      #expect(Dictionary(uniqueKeysWithValues: named) == tested[action.name.words] ?? [:], "\(action.name.words)")
    }
  }

  private func json(_ words: String..., settings: [String: String] = [:]) throws -> [String: Any] {
    let run = desk.run(words + ["--format", "json"], environment: settings)
    return try #require(run.json as? [String: Any], "\(words): \(run.error)")
  }

  @Test func theSettingSaysHowManyResultsThereAre() throws {
    _ = try json("commits", "index")
    for (words, key) in [(["commits", "list"], "commits"), (["rag", "search", "socket a"], "results")] {
      func count(_ more: [String]) throws -> Int? {
        let run = desk.run(words + ["--format", "json"] + more, environment: ["IPAI_MAX_RESULTS": "2"])
        return ((run.json as? [String: Any])?[key] as? [Any])?.count
      }
      #expect(try count([]) == 2)
      #expect(try count(["--max-results", "1"]) == 1)
    }
  }

  @Test func theSettingsSayWhatIsIndexed() throws {
    let settings = ["IPAI_DIFF_WORDS": "false", "IPAI_EMBEDDINGS": "false", "IPAI_MODEL": "tiny"]
    #expect(try json("commits", "index", settings: settings)["embedded"] as? Int == 0)
    #expect(try json("commits", "status")["diff_words"] as? Bool == false)
    #expect(try json("commits", "index", settings: ["IPAI_MODEL": "tiny"])["embedded"] as? Int == 3)
    #expect(try json("commits", "status")["diff_words"] as? Bool == true)
  }

  @Test func theSettingSaysHowManyThreadsThereAre() {
    let directories = Directories(home: desk.home.path, environment: [:])
    func jobs(_ setting: String, _ wanted: Int?) -> Int {
      Services(
        configuration: Configuration(directories: directories, layers: [.flags([Setting.jobs.key: setting])]),
        directories: directories, databasePath: ":memory:", folder: nil, processorCount: 5, threads: 1, now: { Date() }
      ).jobs(wanted)
    }
    #expect(jobs("3", nil) == 3 && jobs("3", 2) == 2)
    #expect(jobs("0", nil) == 5 && jobs("3", 0) == 5)
  }

  @Test func whatHEADReachesIsIndexed() throws {
    _ = try json("commits", "index")
    #expect(try json("commits", "status")["references"] as? [String] == ["HEAD"])
  }

  @Test func aSearchIsHybridWhereTheRepositoryIsIndexedByMeaning() throws {
    _ = try json("commits", "index")
    #expect(try json("rag", "search", "socket a")["mode"] as? String == "lexical")
    #expect(try json("commits", "index", settings: ["IPAI_MODEL": "tiny"])["embedded"] as? Int == 3)
    #expect(try json("rag", "search", "socket a", settings: ["IPAI_MODEL": "tiny"])["mode"] as? String == "hybrid")
  }

  @Test func aSearchIsOfCommits() throws {
    _ = try json("commits", "index")
    #expect(try json("rag", "search", "socket a")["corpus"] as? String == "commits")
  }

  @Test func theSettingsSayWhichModelIsMeant() throws {
    #expect(try json("model", "verify", settings: ["IPAI_MODEL": "tiny"])["name"] as? String == "tiny")
    let installed = try json("model", "install", "--from", model, settings: ["IPAI_MODEL": "mine"])
    #expect(installed["name"] as? String == "mine")
    // Nobody listens there.
    let hub = "http://127.0.0.1:9"
    let run = desk.run("model", "install", environment: ["IPAI_MODEL_HUB": hub])
    #expect(run.status == 69 && run.error.contains("127.0.0.1"), "\(run.error)")
  }

  @Test func theSettingSaysHowPreciselyEmbeddingsAreComputed() throws {
    func numbers(_ setting: String?, _ more: String...) throws -> String {
      var settings = ["IPAI_MODEL": "tiny"]
      settings["IPAI_ENCODER"] = setting
      let run = CommandRun(
        ["model", "embed", "--format", "json"] + more, home: desk.home, environment: settings,
        input: Array("a b\n".utf8))
      #expect(run.status == 0, "\(run.error)")
      return run.output
    }
    let fast = try numbers(nil, "--encoder", "int8")
    let exact = try numbers(nil, "--encoder", "f32")
    #expect(fast != exact)
    #expect(try numbers("f32") == exact && numbers("int8") == fast)
    #expect(try numbers("f32", "--encoder", "int8") == fast)
  }
}
