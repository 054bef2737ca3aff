import Foundation
import IpaiCore
import IpaiMemory
import TestSupport
import Testing

@Suite struct ImportFilesTests {
  private static func conversation(_ id: String) -> String {
    #"{"session_id":"\#(id)","messages":[{"role":"user","content":"Hello"}]}"# + "\n"
  }

  @Test func aFolderIsReadInTheOrderOfItsPaths() throws {
    let folder = try TemporaryFolder()
    for name in ["b.jsonl", "a/c.jsonl", "a/b/d.jsonl", "z/a.jsonl"] {
      try folder.write(Self.conversation(name), to: name)
    }
    try folder.write(Self.conversation("no"), to: "a/notes.txt")
    symlink(folder.path, folder.file("a/loop"))
    symlink(folder.file("b.jsonl"), folder.file("link.jsonl"))
    let names = ["a/b/d.jsonl", "a/c.jsonl", "b.jsonl", "b.jsonl", "z/a.jsonl"]
    for path in [folder.path, folder.path + "/"] {
      #expect(try ImportRun(.jsonl, paths: [path]).conversations.map(\.sessionID) == names)
    }
    // A file that is named is read whatever its name is.
    #expect(
      try ImportRun(.jsonl, paths: [folder.file("z"), folder.file("a/notes.txt")]).conversations.map(\.sessionID)
        == ["z/a.jsonl", "no"])
  }

  @Test(arguments: [
    (ImportFormat.claudeCode, ["x.jsonl", "p/x.jsonl"], ["x.json", "jsonl"]),
    (.codex, ["2026/05/01/rollout-1.jsonl"], ["history.jsonl", "rollout-1.json"]),
    (.chatGPT, ["conversations.json", "conversations-001.json"], ["user.json", "shared_conversations.json"]),
    (.mcpMemory, ["memory.jsonl", "memory.json"], ["other.jsonl"]), (.jsonl, ["x.jsonl"], ["x.json"]),
  ])
  func eachFormatHasItsNames(format: ImportFormat, names: [String], others: [String]) throws {
    let folder = try TemporaryFolder()
    for name in others { try folder.write("nonsense", to: name) }
    let error = try #require(throws: IpaiError.self) { try ImportRun(format, paths: [folder.path]) }
    #expect(error.code == .notFound)
    for name in names { try folder.write("nonsense", to: name) }
    #expect(try ImportRun(format, paths: [folder.path]).problems.count == names.count)
  }

  @Test func whatIsNoFileIsRefused() throws {
    let folder = try TemporaryFolder()
    mkfifo(folder.file("pipe.jsonl"), 0o600)
    symlink("nowhere", folder.file("broken.jsonl"))
    let refused: [(String, ErrorCode)] = [
      (folder.file("none"), .notFound), (folder.file("pipe.jsonl"), .usage), ("/dev/null", .usage),
      (folder.file("broken.jsonl"), .notFound), ("", .notFound),
    ]
    for (path, code) in refused {
      let error = try #require(throws: IpaiError.self, "\(path)") { try ImportRun(.jsonl, paths: [path]) }
      #expect(error.code == code)
    }
    // In a folder each is a problem, and the others are read.
    try folder.write(Self.conversation("s"), to: "good.jsonl")
    let run = try ImportRun(.jsonl, paths: [folder.path])
    #expect(run.conversations.map(\.sessionID) == ["s"])
    #expect(run.problems.map(\.path) == [folder.file("broken.jsonl"), folder.file("pipe.jsonl")])
    #expect(
      run.problems.last?.description
        == "\(folder.file("pipe.jsonl")): \(folder.file("pipe.jsonl")) is not a regular file")
  }

  @Test func aPathNeedNotBeUTF8() throws {
    let folder = try TemporaryFolder()
    let name = PathText.text(bytes: [0x61, 0xE9] + Array(".jsonl".utf8))
    let descriptor = PathText.withCString(folder.file(name)) { open($0, O_CREAT | O_WRONLY, 0o600) }
    try #require(descriptor >= 0)
    #expect(Array(Self.conversation("s").utf8).withUnsafeBytes { $0.writeAll(to: descriptor) })
    close(descriptor)
    #expect(try ImportRun(.jsonl, paths: [folder.path]).conversations.map(\.sessionID) == ["s"])
  }

  /// The standard input is a pipe, which gives its bytes in pieces.
  @Test func aPipeIsRead() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let text = (0..<2000).map { Self.conversation("s\($0)") }.joined()
    let writer = Thread { [descriptor = ends[1]] in
      for piece in Array(text.utf8).chunks(of: 777) { _ = piece.withUnsafeBytes { $0.writeAll(to: descriptor) } }
      close(descriptor)
    }
    writer.start()
    // Others can have made it non-blocking.
    _ = fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_NONBLOCK)
    var ids: [String] = []
    try ConversationReader(.jsonl).read(
      source: ImportSource(descriptor: ends[0], name: "-"), take: { ids.append($0.sessionID) },
      problem: { Issue.record("\($0)") })
    close(ends[0])
    #expect(ids == (0..<2000).map { "s\($0)" })
  }

  @Test func whatTakesConversationsCanStopTheReading() throws {
    struct Enough: Error {}
    var count = 0
    #expect(throws: Enough.self) {
      try ConversationReader(.jsonl).read(
        bytes: Array((Self.conversation("a") + Self.conversation("b")).utf8), name: "x",
        take: { _ in
          count += 1
          throw Enough()
        }, problem: { Issue.record("\($0)") })
    }
    #expect(count == 1)
  }

  @Test func recordsThatAreTooLongArePassedOver() throws {
    let folder = try TemporaryFolder()
    let long = Self.conversation(String(repeating: "x", count: 300_000))
    let path = try folder.write(Self.conversation("a") + long + Self.conversation("b"), to: "x.jsonl")
    for isArray in [false, true] {
      var text = try String(contentsOfFile: path, encoding: .utf8)
      if isArray { text = "[" + text.split(separator: "\n").joined(separator: ",\n") + "]" }
      let descriptor = try folder.open(text)
      defer { close(descriptor) }
      var ids: [String] = []
      var problems: [String] = []
      try ConversationReader(.jsonl).read(
        source: ImportSource(descriptor: descriptor, name: "x", recordBytes: 10_000),
        take: { ids.append($0.sessionID) },
        problem: { problems.append($0.description) })
      #expect(ids == ["a", "b"])
      #expect(problems == ["x:2: is longer than 10.0 kB, and is passed over"])
    }
  }
}

extension TemporaryFolder {
  /// A descriptor of a file with a text.
  fileprivate func open(_ text: String) throws -> Int32 {
    Foundation.open(try write(text, to: "opened"), O_RDONLY)
  }
}

extension Array {
  /// The elements in arrays of at most `size`.
  fileprivate func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
