import CommandTestSupport
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IpaiAccess
import IpaiActions
import IpaiCore
import IpaiPostgres
import IpaiServer
import MCP
import NIOCore
import StoreTestSupport
import TestSupport
import Testing

/// The same skills, promoted to PostgreSQL, to an embedded database and to a folder, have the same digests wherever
/// they are shown, and wherever they are installed from.
@Suite struct RegistrySurfacesStoreCommandTests {
  private let desk: CommandFixture
  private let postgres: PostgresFixture
  private var file: String { desk.home.file("registry.db") }
  private var folder: String { desk.home.file("registry") }

  init() async throws {
    desk = try CommandFixture()
    postgres = try await .migrated()
    for (name, version, status) in [("tidy", "1.0.0", "approved"), ("sort", "2.1.0", "stable")] {
      let text =
        "---\nname: \(name)\ndescription: Does \(name). Use it daily.\n"
        + "metadata:\n  version: \(version)\n  status: \(status)\n---\n\(name)\n"
      try desk.repository.write(text, to: "skills/\(name)/SKILL.md")
    }
    try desk.repository.write("#!/bin/sh\n", to: "skills/sort/scripts/run.sh")
    chmod(desk.repository.path + "/skills/sort/scripts/run.sh", 0o755)
    try desk.repository.write("ä\n", to: "skills/sort/references/ö ü.md")
    try desk.repository.commit("skills")
    for place in [postgres.address(), file, folder] {
      let run = await ipai("promote", "--allow-missing-evals", "--to", place, "--yes")
      #expect(run.status == 0, "\(run.error)")
    }
  }

  private func ipai(_ words: String...) async -> CommandRun { await desk.awaiting(words) }

  /// The services of a server whose store is the PostgreSQL database, or an embedded one.
  private func services(_ address: String?, _ path: String) -> Services {
    let directories = Directories(home: desk.home.path, environment: [:])
    var environment = TestRepository.environment
    environment["IPAI_STORE"] = address
    let layers = address.map { [ConfigurationLayer(.flag, ["store": .init($0)])] } ?? []
    return Services(
      configuration: Configuration(directories: directories, layers: layers), directories: directories,
      databasePath: path, folder: desk.repository.path, processorCount: 2, threads: 2, environment: environment,
      now: { Date() })
  }

  /// What a server answers to a GET, or to a message of the Model Context Protocol.
  private func answer(_ services: Services, _ uri: String, asks message: JSON? = nil) async throws -> Data {
    let keys = KeyRing(
      services, given: [GivenKey(Secret("k"), name: "test", scope: .read)], allowsDevelopment: false,
      usage: UsageLog(services))
    let endpoints = try Endpoints(services, origins: .loopback, options: Server.Options())
    let responder = ServerResponder(services, gate: Gatekeeper(keys), origins: .loopback, endpoints: endpoints)
    var headers: HTTPFields = [try #require(.init("X-API-Key")): "k"]
    if let message {
      headers[.contentType] = "application/json"
      headers[.accept] = "application/json, text/event-stream"
      headers[try #require(.init("MCP-Protocol-Version"))] = "2026-07-28"
      headers[try #require(.init("Mcp-Method"))] = message["method"]?.string ?? ""
    }
    return try await Application(responder: responder).test(.router) { [headers] client in
      try await client.execute(
        uri: uri, method: message == nil ? .get : .post, headers: headers,
        body: message.map { ByteBuffer(bytes: $0.encoded) }
      ) { response in
        #expect(response.status == .ok, "\(String(buffer: response.body))")
        return Data(response.body.readableBytesView)
      }
    }
  }

  private struct Shown: Equatable {
    var digests: [String: String] = [:]
    /// The sha256 of each file.
    var files: [String: Set<String>] = [:]
  }

  /// What an index shows.
  private func shown(_ index: Data) throws -> Shown {
    let object = try JSONSerialization.jsonObject(with: index) as? [String: Any]
    var shown = Shown()
    for skill in try #require(object?["skills"] as? [[String: Any]]) {
      let name = try #require(skill["name"] as? String)
      let details = try #require(skill["ipai"] as? [String: Any])
      shown.digests[name] = details["digest"] as? String
      shown.files[name] = Set((details["files"] as? [[String: Any]] ?? []).compactMap { $0["sha256"] as? String })
    }
    return shown
  }

  private func status(_ place: String) async throws -> [String: String] {
    let run = await ipai("promote", "status", "--to", place, "--format", "json")
    let skills = try #require((run.json as? [String: Any])?["skills"] as? [[String: Any]], "\(run.error)")
    return Dictionary(uniqueKeysWithValues: skills.map { ($0["name"] as? String ?? "", $0["digest"] as? String ?? "") })
  }

  private func listedByMCP(_ services: Services) async throws -> [String: Set<String>] {
    let message: JSON = [
      "jsonrpc": "2.0", "id": 1, "method": "skills/list",
      "params": [
        "_meta": [
          "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
        ]
      ],
    ]
    let body = try JSON(parsing: await answer(services, "/mcp", asks: message))
    var files: [String: Set<String>] = [:]
    for skill in try #require(body["result"]?["skills"]?.array, "\(body)") {
      let digests = (skill["resources"]?.array ?? []).compactMap { $0["digest"]?.string }
      files[skill["frontmatter"]?["name"]?.string ?? ""] = Set(digests.map { String($0.dropFirst("sha256:".count)) })
    }
    return files
  }

  @Test func theDigestsAreTheSameEverywhere() async throws {
    // The folder in git says what they are.
    var expected: [String: String] = [:]
    for name in ["tidy", "sort"] {
      let lines = try Subprocess.run(
        [
          "bash", "-c",
          """
          find . -type f | sed 's,^./,,' | LC_ALL=C sort | while read -r f; do
            m=644; [ -x "$f" ] && m=755; echo "$m $(sha256sum "$f" | cut -c1-64)  $f"
          done
          """,
        ], in: desk.repository.path + "/skills/" + name
      ).output
      let sum = try Subprocess.run(["sha256sum"], input: lines).text
      expected[name] = "sha256:" + sum.prefix(64)
    }
    for place in [postgres.address(), file, folder] { #expect(try await status(place) == expected, "\(place)") }
    let connection = try await postgres.connection()
    for (name, digest) in expected {
      let registered = try await connection.text(
        "SELECT metadata ->> 'digest' FROM mcp.skills_registry WHERE id = $1", [.text(name)])
      #expect(registered == digest)
    }
    let published = try Data(contentsOf: URL(fileURLWithPath: folder + "/.well-known/agent-skills/index.json"))
    let ofFolder = try shown(published)
    #expect(ofFolder.digests == expected)
    let index = "/.well-known/agent-skills/index.json"
    for services in [services(postgres.address(), "/none"), services(nil, file)] {
      #expect(try await shown(answer(services, index)) == ofFolder)
      #expect(try await listedByMCP(services) == ofFolder.files)
    }
  }

  @Test func theyAreInstalledFromAnywhere() async throws {
    let server = try ScriptServer.registry(of: folder)
    var locks: [[String: String]] = []
    for (number, place) in [postgres.address(), file, folder, server.address + "/plain"].enumerated() {
      let into = desk.home.file("skills-\(number)")
      let run = await ipai("skills", "install", "tidy", "sort@stable", "--from", place, "--into", into)
      #expect(run.status == 0, "\(run.error)")
      let compared = try Subprocess.run(
        ["diff", "-r", "-x", "skills-lock.json", desk.repository.path + "/skills", into])
      #expect(compared.status == 0, "\(compared.text)")
      #expect(access(into + "/sort/scripts/run.sh", X_OK) == 0)
      let content = try Data(contentsOf: URL(fileURLWithPath: into + "/skills-lock.json"))
      #expect(!String(decoding: content, as: UTF8.self).contains("secret"))
      let lock = try #require(try JSONSerialization.jsonObject(with: content) as? [String: Any])
      let skills = try #require(lock["skills"] as? [[String: Any]])
      locks.append(
        Dictionary(uniqueKeysWithValues: skills.map { ($0["name"] as? String ?? "", $0["digest"] as? String ?? "") }))
    }
    #expect(Set(locks).count == 1 && locks.first?.count == 2)
    // A lock file, which may be somebody else's, sends no password to a store.
    let untrusted = await ipai("skills", "install", "--locked", "--into", desk.home.file("skills-0"))
    #expect(untrusted.status == 77 && untrusted.error.contains("--from"), "\(untrusted.error)")
    #expect(!untrusted.error.contains("secret"))
    // The shared store is the registry unless another is named, and its password stands nowhere.
    let into = desk.home.file("shared")
    let environment = TestRepository.environment.merging(["IPAI_STORE": postgres.address()]) { $1 }
    for words in [["tidy"], ["--locked"]] {
      let run = await CommandRun.awaiting(
        ["skills", "install"] + words + ["--into", into], home: desk.home, in: desk.repository.path,
        environment: environment)
      #expect(run.status == 0 && run.output.contains("tidy"), "\(run.error)")
    }
  }
}
