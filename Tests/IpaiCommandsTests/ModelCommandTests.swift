import CommandTestSupport
import DomainTestSupport
import Foundation
import IpaiCommits
import TestSupport
import Testing

@Suite struct ModelCommandTests {
  private let home: TemporaryFolder
  private let files: TemporaryFolder
  private let model: String

  init() throws {
    home = try TemporaryFolder()
    files = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: files.file("tiny"), withIntermediateDirectories: true)
    for (name, data) in TinyModel().files { try files.write(data, to: "tiny/" + name) }
    model = files.file("tiny")
  }

  private func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) -> CommandRun {
    CommandRun(arguments, home: home, environment: environment, input: Array(input.utf8))
  }

  private func keys(_ json: Any?) -> Set<String> { Set((json as? [String: Any] ?? [:]).keys) }

  @Test func aModelIsInstalledListedVerifiedAndRemoved() throws {
    #expect(run("model", "list").status == 1)
    let installed = run("model", "install", "tiny", "--from", model, "--format", "json")
    #expect(installed.status == 0, "\(installed.error)")
    #expect(keys(installed.json) == ["name", "path", "bytes", "dimensions", "max_tokens", "revision"])
    #expect(run("model", "list").output.contains("tiny"))
    let list = run("model", "list", "--format", "json").json as? [String: Any]
    let listed = list?["models"] as? [[String: Any]]
    #expect(keys(listed?.first) == ["name", "path", "bytes", "dimensions", "max_tokens", "revision"])
    #expect(run("model", "verify", "tiny").status == 0)
    #expect(run("model", "remove", "tiny").status == 0)
    let gone = run("model", "remove", "tiny", "--format", "json")
    #expect(gone.status == 66 && gone.error.contains("\"not_found\""))
    #expect(run("model", "verify", "tiny").status == 66)
  }

  @Test func scriptsGetTokensAndEmbeddings() throws {
    #expect(run("model", "install", "tiny", "--from", model, "--quiet").status == 0)
    let environment = ["IPAI_MODEL": "tiny"]
    let tokens = run("model", "tokenize", "--format", "jsonl", input: "a b.\nab\n\nzzz", environment: environment)
    #expect(tokens.output == "[2,5,6,9,3]\n[2,5,7,3]\n[2,3]\n[2,1,3]\n")
    let object = run(
      "model", "tokenize", "--jsonl", "--format", "jsonl", input: "{\"text\": \"a\\nb\"}\n", environment: environment)
    #expect(object.output == "[2,5,6,3]\n")
    let wrong = run(
      "model", "tokenize", "--jsonl", input: "{\"text\": \"a\"}\n{\"txt\": 1}\n", environment: environment)
    #expect(wrong.status == 64 && wrong.error.contains("line 2"))
    for encoder in ["int8", "f32"] {
      let embedded = run(
        "model", "embed", "--encoder", encoder, "--format", "jsonl", input: "a b\nc\n", environment: environment)
      let lines = embedded.output.split(separator: "\n")
      #expect(lines.count == 2)
      let vector = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [Double])
      #expect(vector.count == 64 && abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-4)
    }
    #expect(run("model", "embed", "--encoder", "f16", input: "a", environment: environment).status == 64)
    #expect(run("model", "embed", input: "a").status == 66)
    #expect(run("model", "embed", input: "", environment: environment).output.isEmpty)
  }

  @Test func eachFormatIsWhatItSays() throws {
    #expect(run("model", "install", "tiny", "--from", model, "--quiet").status == 0)
    let environment = ["IPAI_MODEL": "tiny"]
    for verb in ["embed", "tokenize"] {
      func output(_ format: String, _ input: String, _ more: String...) -> CommandRun {
        CommandRun(
          ["model", verb, "--format", format] + more, home: home, environment: environment, input: Array(input.utf8))
      }
      let whole = try #require(output("json", "a b\nc\n").json as? [[Double]])
      let lines = output("jsonl", "a b\nc\n").output.split(separator: "\n")
      let each = try lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [Double]) }
      #expect(whole == each && whole.count == 2)
      let table = output("table", "a b\nc\n").output.split(separator: "\n")
      #expect(table.count == 2 && table[0].hasPrefix("a b ") && !table[0].contains("["))
      #expect(output("json", "").json as? [[Double]] == [] && output("jsonl", "").output.isEmpty)
      // Input that ends with an error leaves a whole document of what came before it.
      let cut = output("json", "{\"text\": \"a\"}\n{\"txt\"", "--jsonl")
      #expect(cut.status == 64 && (cut.json as? [[Double]])?.count == 1, "\(cut.output)")
    }
    let many = (0..<600).map { "a \($0)\n" }.joined()
    let stopped = CommandRun(
      ["model", "embed", "--format", "json"], home: home, environment: environment, input: Array(many.utf8),
      isCancelled: { true })
    #expect(stopped.status == 130 && stopped.json as? [[Double]] == [])
  }

  @Test func aModelComesFromTheWeb() throws {
    let server = try ScriptServer.downloads(from: files)
    let installed = run("model", "install", "web", "--from", server.address + "/plain/tiny/")
    #expect(installed.status == 0, "\(installed.error)")
    #expect(run("model", "verify", "web").status == 0)
    let cut = run("model", "install", "cut", "--from", server.address + "/cut/tiny")
    #expect(cut.status == 0, "\(cut.error)")
    let downloads = home.file(".cache/ipai/downloads")
    #expect(try FileManager.default.contentsOfDirectory(atPath: downloads).isEmpty)
  }

  @Test func theWrongBytesAreRefusedAndForgotten() throws {
    let server = try ScriptServer.downloads(from: files)
    let repository = "sentence-transformers/all-MiniLM-L6-v2/resolve/main/"
    for (name, data) in TinyModel().files { try files.write(data, to: repository + name) }
    let refused = run("model", "install", environment: ["IPAI_MODEL_HUB": server.address + "/plain"])
    #expect(refused.status == 69 && refused.error.contains("SHA-256"))
    #expect(run("model", "list").status == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.file(".cache/ipai/downloads")).isEmpty)
  }

  @Test func withoutANetworkTheErrorSaysWhatElseThereIs() {
    let run = run("model", "install", environment: ["IPAI_MODEL_HUB": "http://127.0.0.1:9"])
    #expect(run.status == 69 && run.error.contains("--from"))
    #expect(self.run("model", "install", "unheard-of").status == 66)
    #expect(self.run("model", "install", "x", "--from", "/nowhere").status == 66)
  }

  @Test func commitsAreFoundByMeaning() throws {
    try TestModel.install(in: home)
    let repository = try TestRepository()
    try repository.commit("Stop reading once the peer hangs up", seconds: 0)
    let last = try repository.commit("Raise the limit of simultaneous downloads", seconds: 60)
    let words = CommandRun(["commits", "index", "--no-embeddings"], home: home, in: repository.path)
    #expect(words.status == 0 && !words.output.contains("by meaning"))
    func status() -> Int? {
      let run = CommandRun(["commits", "status", "--format", "json"], home: home, in: repository.path)
      return (run.json as? [String: Any])?["without_vectors"] as? Int
    }
    #expect(status() == 2)
    let index = CommandRun(["commits", "index"], home: home, in: repository.path)
    #expect(index.output.contains("2 by meaning") && status() == 0)
    func search(_ arguments: String...) -> CommandRun {
      CommandRun(["rag", "search"] + arguments, home: home, in: repository.path)
    }
    let found = search("more parallel transfers", "--format", "json")
    let json = try #require(found.json as? [String: Any])
    #expect(
      keys(json) == [
        "query", "corpus", "results", "mode", "without_vectors", "behind", "ahead", "complete", "query_cut",
      ])
    #expect(json["mode"] as? String == "hybrid")
    #expect((json["results"] as? [[String: Any]])?.first?["commit"] as? String == last)
    #expect(search("more parallel transfers", "--mode", "lexical").status == 1)
    let explained = search("more parallel transfers", "--explain").output
    #expect(explained.contains("= meaning ") && explained.contains("(the meaning is 0.4"))
    #expect(search("--like", "HEAD").output.contains("peer hangs up"))
    try repository.write("too many downloads at the same time\n", to: "note.txt")
    #expect(search("--like", "note.txt").output.split(separator: "\n")[1].hasPrefix(String(last.prefix(10))))
    #expect(search("--like", "no-such-revision").status == 66)
    #expect(search().status == 64 && search("x", "--like", "HEAD").status == 64)
    #expect(search("x", "--mode", "magic").status == 64)
  }

  @Test func withoutAModelThatIsSaidOnce() throws {
    let repository = try TestRepository()
    try repository.commit("x")
    for isSaid in [true, false] {
      let index = CommandRun(["commits", "index"], home: home, in: repository.path)
      #expect(index.status == 0 && index.error.contains("ipai model install") == isSaid, "\(index.error)")
    }
    let search = CommandRun(["rag", "search", "x", "--mode", "vector"], home: home, in: repository.path)
    #expect(search.status == 66 && search.error.contains("ipai model install"))
  }
}
