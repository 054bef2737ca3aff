import CommandTestSupport
import DomainTestSupport
import Foundation
import StoreTestSupport
import TestSupport
import Testing

/// Commits and corpora in a database behind a PgBouncer in transaction mode, which encrypts.
@Suite struct PoolerStoreCommandTests {
  private let home: TemporaryFolder
  private let repository: TestRepository
  private let server: PostgresServer
  private let address: String

  init() async throws {
    (home, repository) = (try TemporaryFolder(), try TestRepository())
    server = try await PostgresServer.start(.newest)
    let folder = try TemporaryFolder()
    let (certificate, key) = (folder.file("ca.pem"), folder.file("key.pem"))
    let made = try Subprocess.run(
      [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
      ], in: folder.path)
    #expect(made.status == 0, "\(made.error)")
    for path in [folder.path, certificate, key] { try await server.command("own", path) }
    let configuration = """
      [databases]\\n* = host=127.0.0.1 port=SERVER user=postgres password=secret\\n[pgbouncer]\\nlisten_addr = 127.0.0.1\\n\
      listen_port = PORT\\nunix_socket_dir =\\nauth_type = any\\npool_mode = transaction\\ndefault_pool_size = 3\\n\
      client_tls_sslmode = require\\nclient_tls_cert_file = \(certificate)\\nclient_tls_key_file = \(key)\\n
      """
    let port = try await server.command("pooler", "/usr/sbin/pgbouncer", configuration)
    try home.write(try Data(contentsOf: URL(fileURLWithPath: certificate)), to: "ca.pem")
    address =
      "postgresql://postgres:secret@localhost:\(port)/postgres?sslmode=verify-full&sslrootcert=\(home.file("ca.pem"))"
    for number in 1...30 {
      try repository.commit(
        "Feed walrus \(number)", files: ["docs/n\(number).md": "# Note \(number)\n\nIt sleeps.\n"], seconds: number)
    }
    #expect(await ipai("model", "install", "tiny", "--from", try TinyModel().write(to: folder)).status == 0)
    #expect(await ipai("store", "migrate").status == 0)
  }

  private func ipai(_ words: String...) async -> CommandRun {
    let environment = ["IPAI_STORE": address, "IPAI_MODEL": "tiny"]
    return await CommandRun.awaiting(words, home: home, in: repository.path, environment: environment)
  }

  @Test func commitsAndCorporaAreKeptThere() async throws {
    #expect(await ipai("store", "status").output.contains("with TLS"))
    // Several at once have to wait for one of three connections.
    async let indexed = ipai("commits", "index", "--format", "json")
    async let again = ipai("commits", "index", "--rebuild")
    async let added = ipai("rag", "add", "docs", "--corpus", "docs")
    async let other = ipai("rag", "add", "docs", "--corpus", "other")
    for run in await [indexed, again, added, other] { #expect(run.status == 0, "\(run.error)") }
    let status = await ipai("commits", "status", "--format", "json").json as? [String: Any]
    #expect(status?["indexed"] as? Int == 30 && status?["without_vectors"] as? Int == 0, "\(status ?? [:])")
    let found = await ipai("rag", "search", "walrus 7", "--corpus", "all")
    #expect(found.status == 0 && found.output.contains("Feed walrus 7"), "\(found.error)")
    for (from, to) in [("shared", home.file("one.db")), (home.file("one.db"), "shared")] {
      let run = await CommandRun.awaiting(
        ["store", "copy", "--from", from, "--to", to, "--what", "commits", "--what", "corpora", "--format", "json"],
        home: home, environment: ["IPAI_STORE": address])
      let parts = (run.json as? [String: Any])?["parts"] as? [[String: Any]] ?? []
      #expect(run.status == 0 && parts.map { $0["count"] as? Int } == [31, 60], "\(run.output) \(run.error)")
      #expect(parts.allSatisfy { $0["checksum"] as? String == $0["copy_checksum"] as? String })
      #expect(parts.map { $0[to == "shared" ? "unchanged" : "copied"] as? Int } == [31, 60], "\(run.output)")
    }
    #expect(await ipai("store", "check").status == 0)
  }
}
