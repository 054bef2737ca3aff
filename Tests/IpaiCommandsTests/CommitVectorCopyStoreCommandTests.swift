import CommandTestSupport
import DomainTestSupport
import Foundation
import StoreTestSupport
import TestSupport
import Testing

/// What `ipai store copy --what commits` does with what messages mean.
@Suite struct CommitVectorCopyStoreCommandTests {
  private let desk: CopyDesk
  private let repository: TestRepository

  init() async throws {
    desk = try await CopyDesk()
    try TestModel.install(in: desk.home)
    repository = try TestRepository()
    for (number, subject) in [
      "Stop reading once the peer hangs up", "Document the build steps", "Raise the limit of simultaneous downloads",
      "Remove trailing white space", "Translate the menus to French",
    ].enumerated() {
      try repository.commit(subject, files: ["f\(number).txt": "\(number)"], seconds: number * 60)
    }
    let run = await desk.ipai("commits", "index", repository.path, "--db", "one.db")
    #expect(run.status == 0, "\(run.error)")
  }

  @Test func whatMessagesMeanIsCopied() async throws {
    _ = try await desk.copy("one.db", desk.address)
    _ = try await desk.copy(desk.address, "two.db")
    _ = try await desk.copy("one.db", "three.db")
    for file in ["two.db", "three.db"] {
      #expect(try desk.count(file, "commit_vector") == 5, "\(file)")
      #expect(try desk.count(file, "embedding_model") == 1)
    }
    for place in [desk.address, "two.db", "three.db"] {
      let status = await desk.ipai(["commits", "status", repository.path, "--format", "json"] + desk.option(place))
      #expect((status.json as? [String: Any])?["without_vectors"] as? Int == 0, "\(status.output)")
      for words in [["connection closed by remote side"], ["parallel transfers", "--path", "*.txt"]] {
        let words = ["rag", "search"] + words + ["--repo", repository.path, "--format", "json"]
        let there = await desk.ipai(words + desk.option(place))
        let here = await desk.ipai(words + desk.option("one.db"))
        #expect(there.status == 0 && CopyDesk.ids(there) == CopyDesk.ids(here), "\(place) \(there.output)")
        #expect(there.output.contains("meaning_only"), "\(there.output)")
      }
    }
    // There is nothing to compute and nothing to copy any more.
    let version = try desk.text("two.db", "SELECT version FROM corpus WHERE name = 'commit vectors'")
    #expect(try await desk.copy("one.db", "two.db")["copied"] as? Int == 0)
    #expect(try desk.text("two.db", "SELECT version FROM corpus WHERE name = 'commit vectors'") == version)
    #expect(
      try desk.text("one.db", "SELECT hex(bytes) FROM commit_vector")
        == desk.text("three.db", "SELECT hex(bytes) FROM commit_vector"))
  }

  /// What a commit meant before its message was replaced is not what it means.
  @Test func aVectorGoesWithTheMessageThatItIsOf() async throws {
    for place in [desk.address, "two.db"] { _ = try await desk.copy("one.db", place) }
    let subjects = "('Document the build steps', 'Translate the menus to French')"
    let others =
      "UPDATE %.git_commit SET message = 'Something else', words = 1 WHERE trim(message, ' ' || chr(10)) IN \(subjects)"
    try await desk.change(others.replacing("%.", with: "mcp."))
    try await desk.change(
      """
      UPDATE mcp.document_vector SET embedding = (SELECT min(embedding::text)::halfvec FROM mcp.document_vector)
      WHERE document IN (SELECT id FROM mcp.git_commit WHERE words = 1)
      """)
    try desk.change(
      "two.db",
      others.replacing("%.", with: "").replacing("chr", with: "char")
        + "; UPDATE commit_vector SET bytes = zeroblob(length(bytes)) WHERE commit_id IN (SELECT id FROM git_commit WHERE words = 1)"
    )
    #expect(try desk.count("two.db", "git_commit WHERE words = 1") == 2)
    try desk.change(
      "one.db",
      "DELETE FROM commit_vector WHERE commit_id = (SELECT id FROM git_commit WHERE message LIKE 'Document%')")
    for place in [desk.address, "two.db"] {
      #expect(try await desk.copy("one.db", place)["different"] as? [String] == [])
      let status = await desk.ipai(["commits", "status", repository.path, "--format", "json"] + desk.option(place))
      #expect((status.json as? [String: Any])?["without_vectors"] as? Int == 1, "\(place) \(status.output)")
    }
    let bytes = """
      SELECT hex(v.bytes) FROM commit_vector v JOIN git_commit c ON c.id = v.commit_id WHERE c.message LIKE 'Translate%'
      """
    #expect(try desk.text("two.db", bytes) == desk.text("one.db", bytes))
    _ = try await desk.copy(desk.address, "four.db")
    #expect(try desk.text("four.db", bytes) == desk.text("one.db", bytes))
  }

  @Test func vectorsThatAreLeftOutAreCounted() async throws {
    let server = try await PostgresServer.start(.debian)
    defer { withExtendedLifetime(server) {} }
    #expect(await desk.ipai("store", "migrate", "--store", server.address()).status == 0)
    let part = try await desk.copy("one.db", server.address())
    #expect(part["left_out_vectors"] as? Int == 5 && part["unstorable_vectors"] as? Int == 0, "\(part)")
    let again = await desk.ipai("store", "copy", "--from", "one.db", "--to", server.address(), "--what", "commits")
    #expect(again.status == 0 && again.error.contains("5 vectors were left out"), "\(again.error)")
    #expect(again.error.contains("with it: ipai commits index PATH"), "\(again.error)")
    let found = await desk.ipai("rag", "search", "downloads", "--repo", repository.path, "--store", server.address())
    #expect(found.status == 0, "\(found.error)")
  }
}
