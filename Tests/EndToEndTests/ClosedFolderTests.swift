import Foundation
import TestSupport
import Testing

/// Files in a folder that may be listed but not entered are not taken for removed. Root may enter every folder.
@Suite(.onOwnThreads) struct ClosedFolderTests {
  @Test(.enabled(if: getuid() == 0, "only root can become another user"))
  func aFolderThatIsClosedIsNotEmpty() throws {
    let binary = try Binary()
    let folder = try TemporaryFolder()
    try folder.write("# One", to: "docs/a/one.md")
    try folder.write("# Two", to: "docs/two.md")
    let own = try Subprocess.run(["chown", "-R", "nobody", folder.path, binary.home.path], in: "/")
    #expect(own.status == 0)
    // The binary may stand where the other user cannot go.
    let copy = binary.home.file("ipai")
    try FileManager.default.copyItem(atPath: Binary.path, toPath: copy)
    let run = { (words: [String]) throws in
      try Subprocess.run(
        ["setpriv", "--reuid=nobody", "--clear-groups", copy] + words + ["--no-embeddings", "--format", "json"],
        in: "/",
        environment: binary.environment)
    }
    let added = try run(["rag", "add", folder.file("docs"), "--corpus", "docs"])
    #expect(added.status == 0, "\(added.error)")
    #expect(chmod(folder.file("docs/a"), 0o444) == 0)
    let closed = try run(["rag", "sync"])
    #expect(closed.text.contains(#""removed" : 0"#) && closed.text.contains(#""a/""#), "\(closed.text) \(closed.error)")
    #expect(chmod(folder.file("docs/a"), 0o755) == 0)
    let open = try run(["rag", "sync"])
    #expect(
      open.text.contains(#""unchanged" : 2"#) && open.text.contains(#""removed" : 0"#), "\(open.text) \(open.error)")
  }
}
