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

  /// Shown by EmbedderCommandTests.
  private static let embedder = [
    "embedder": "what the corpus has; installed for a new one", "dimensions": "as many as the model gives",
    "key_env": "the service needs no key", "query_prefix": "nothing", "passage_prefix": "nothing", "price": "unknown",
  ]

  private static let signing = [
    "rollout": "true", "by": "whom CI or git names", "signer": "IPAI_SIGNER, or the address that git knows",
  ]

  /// The tests below, by the field whose default they show to be in force. A flag is off by default, which ActionVerbTests
  /// compares with the request.
  @Test func everyNamedDefaultHasATest() {
    let tested: [String: [String: String]] = [
      "rag search": [
        "mode": "hybrid where the repository is indexed by meaning", "max_results": "the setting max_results",
        "corpus": "commits",
      ],
      "rag add": ["include": "all", "exclude": "none", "embeddings": "the setting embeddings"]
        .merging(Self.embedder) { $1 },
      "rag embed": Self.embedder,
      "rag import": ["embeddings": "the setting embeddings"], "rag export": ["max_results": "the setting max_results"],
      "rag sync": ["corpus": "all", "embeddings": "the setting embeddings"],
      "commits list": ["max_results": "the setting max_results"],
      "memory add": ["id": "one derived from the text", "role": "user", "session_id": "a note of its own"],
      "memory import": ["embeddings": "the setting embeddings"],
      "skills sync": ["by": "unknown"], "skills add": ["by": "unknown"], "skills set-status": ["by": "unknown"],
      // Shown by SkillsInstallTests.
      "skills install": [
        "names": "with --locked, all of the lock file",
        "from": "the shared store, or with --locked, what the lock file names",
      ],
      "skills list": ["max_results": "the setting max_results"],
      "skills find": ["mode": "hybrid where skills have vectors", "max_results": "the setting max_results"],
      // Shown by SkillsEvalTests.
      "skills eval": ["jobs": "the setting jobs", "grader_url": "none, and such cases are skipped"],
      // Shown by PromoteTests.
      "promote plan": ["dir": "skills", "revision": "HEAD", "to": "the shared store"],
      "promote apply": ["dir": "skills", "revision": "HEAD", "to": "the shared store"].merging(Self.signing) { $1 },
      "promote rollback": ["to": "the one before", "registry": "the shared store"].merging(Self.signing) { $1 },
      "promote verify": ["to": "the shared store"], "promote status": ["to": "the shared store"],
      "promote log": ["to": "the shared store", "max_results": "the setting max_results"],
      "promote outbox list": ["to": "the shared store", "max_results": "the setting max_results"],
      "promote outbox deliver": ["to": "the shared store"],
      "advisor scan": ["requests_per_minute": "240", "max_wait": "90", "metrics": "true", "record": "true"],
      "advisor history": ["max_results": "the setting max_results"],
      "advisor diff": [
        "from": "the scan before the other one", "to": "the latest scan", "max_results": "the setting max_results",
      ],
      "advisor findings": ["status": "open", "max_results": "the setting max_results"],
      "advisor snapshot save": ["requests_per_minute": "240", "max_wait": "90", "metrics": "true"],
      "memory list": ["max_results": "the setting max_results"],
      "memory show": ["around": "3"],
      "memory search": ["mode": "hybrid where messages have vectors", "max_results": "the setting max_results"],
      "memory recall": ["mode": "hybrid where messages have vectors", "budget": "2000"],
      "memory link": ["message": "the conversation as a whole", "confidence": "1", "relation": "mentions"],
      "memory unlink": ["message": "links of the conversation and of all its messages"],
      "why": ["max_results": "3"], "memory audit": ["session": "all conversations", "max_results": "50"],
      // Shown by StoreCommandTests.
      "store copy": ["from": "local", "to": "shared"],
      "memory export": ["max_results": "the setting max_results"],
      "memory context set": ["expires": "never"],
      "keys create": ["scope": "read", "expires": "never"], "keys rotate": ["overlap": "not at all"],
      "commits index": [
        "ref": "HEAD", "jobs": "the setting jobs", "diff_words": "the setting diff_words",
        "embeddings": "the setting embeddings",
      ],
      "route explain": [
        "effect": "what the server's file says, or else read for a question and write for a tool"
      ],
      "route health": ["server": "all servers"], "route tools": ["server": "all servers"],
      "route pins verify": ["server": "all servers"], "route pins approve": ["tools": "all of them"],
      "route call": ["arguments": "{}", "seconds": "what the server's file says"],
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
    for number in 1...3 { _ = try json("memory", "add", "socket a \(number)") }
    for (words, key) in [
      (["commits", "list"], "commits"), (["rag", "search", "socket a"], "results"),
      (["memory", "list"], "conversations"), (["memory", "search", "socket a"], "results"),
      (["memory", "export"], "conversations"),
    ] {
      func count(_ more: [String]) throws -> Int? {
        let run = desk.run(words + ["--format", "json"] + more, environment: ["IPAI_MAX_RESULTS": "2"])
        return ((run.json as? [String: Any])?[key] as? [Any])?.count
      }
      #expect(try count([]) == 2)
      #expect(try count(["--max-results", "1"]) == 1)
    }
  }

  @Test func aKeyIsForReadingAndStaysValid() throws {
    let made = try #require(try json("keys", "create", "laptop")["key"] as? [String: Any])
    #expect(made["scope"] as? String == "read" && made["expires"] == nil)
  }

  @Test func aTextIsANoteOfItsOwn() throws {
    let added = try json("memory", "add", "a walrus")
    let session = try #require((added["conversations"] as? [[String: Any]])?.first?["session_id"] as? String)
    #expect(session.hasPrefix("note-"))
    let shown = try json("memory", "show", session)
    let message = try #require((shown["messages"] as? [[String: Any]])?.first)
    #expect((message["id"] as? String)?.hasPrefix("sha256-") == true)
    #expect(message["role"] as? String == "user" && shown["kind"] as? String == "note")
    #expect(try json("memory", "add", "a walrus")["unchanged"] as? Int == 1)
  }

  @Test func threeMessagesAroundOneAreShown() throws {
    for number in 0...9 { _ = try json("memory", "add", "text \(number)", "--session-id", "s", "--id", "m\(number)") }
    func ids(_ more: String...) throws -> [String] {
      let run = desk.run(["memory", "show", "s", "--message", "m5", "--format", "json"] + more)
      let messages = (run.json as? [String: Any])?["messages"] as? [[String: Any]] ?? []
      return messages.compactMap { $0["id"] as? String }
    }
    #expect(try ids() == ["m2", "m3", "m4", "m5", "m6", "m7", "m8"])
    #expect(try ids("--around", "1") == ["m4", "m5", "m6"])
  }

  @Test func aSearchOfMemoryIsHybridWhereMessagesHaveVectors() throws {
    let settings = ["IPAI_MODEL": "tiny"]
    _ = try json("memory", "add", "a b c")
    for words in [["memory", "search", "a b"], ["memory", "recall", "a b"]] {
      #expect(desk.run(words + ["--mode", "vector"], environment: settings).status == 66)
    }
    #expect(try json("memory", "search", "a b", settings: settings)["mode"] as? String == "lexical")
    #expect(try json("memory", "index", settings: settings)["embedded"] as? Int == 1)
    #expect(try json("memory", "search", "a b", settings: settings)["mode"] as? String == "hybrid")
    #expect(try json("memory", "recall", "a b", settings: settings)["counted"] as? Bool == true)
  }

  @Test func whatIsRecalledHasTwoThousandTokens() throws {
    let text = String(repeating: "walrus ", count: 100)
    for number in 1...100 { _ = try json("memory", "add", "\(text) \(number)") }
    let tokens = try #require(try json("memory", "recall", "walrus")["tokens"] as? Int)
    #expect((1_500...2_000).contains(tokens))
    let few = try #require(try json("memory", "recall", "walrus", "--budget", "500")["tokens"] as? Int)
    #expect((200...500).contains(few))
  }

  @Test func aLinkIsOfTheConversationAndMentions() throws {
    _ = try json("memory", "add", "text", "--session-id", "s", "--id", "m")
    let linked = try json("memory", "link", "s", "file:a/b")
    let link = try #require((linked["links"] as? [[String: Any]])?.first)
    #expect(link["message"] == nil && link["relation"] as? String == "mentions" && link["confidence"] as? Double == 1)
    _ = try json("memory", "link", "s", "file:a/b", "--message", "m")
    #expect(try json("memory", "unlink", "s", "file:a/b")["removed"] as? Int == 2)
  }

  @Test func valuesDoNotExpire() throws {
    #expect(try json("memory", "context", "set", "s", "k", "v")["expires"] == nil)
    #expect(try json("memory", "context", "set", "s", "k", "v", "--expires", "7d")["expires"] != nil)
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
