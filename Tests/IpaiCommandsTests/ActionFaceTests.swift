import CommandTestSupport
import DomainTestSupport
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IpaiAccess
import IpaiActions
import IpaiCore
import IpaiServer
import MCP
import NIOCore
import TestSupport
import Testing

/// The same request by verb, tool and route.
@Suite struct ActionFaceTests {
  private let desk: CommandFixture
  private let services: Services

  init() throws {
    desk = try CommandFixture()
    try desk.repository.commit("net: retry when the proxy closes", files: ["lib/net.c": "retry"], seconds: 60)
    try desk.repository.commit("docs: say how", files: ["docs/how": "x"], seconds: 120)
    _ = desk.run("commits", "index", "--quiet")
    let files = try TemporaryFolder()
    let model = try TinyModel().write(to: files)
    #expect(desk.run("model", "install", "tiny", "--from", model).status == 0)
    services = desk.services()
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let words: [String]
    let request: String
    var testDescription: String { words.joined(separator: " ") }
  }

  private static let cases = [
    Case(words: ["commits", "status"], request: "{}"),
    Case(words: ["commits", "list"], request: "{}"),
    Case(
      words: ["commits", "list", "--max-results", "1", "--author", "ann"],
      request: #"{"max_results":1,"author":["ann"]}"#),
    Case(words: ["commits", "list", "--path", "lib", "--since", "2023"], request: #"{"path":["lib"],"since":"2023"}"#),
    Case(words: ["commits", "list", "--author", "nobody"], request: #"{"author":["nobody"]}"#),
    Case(words: ["commits", "repositories"], request: "{}"),
    Case(words: ["commits", "show", "HEAD", "--patch"], request: #"{"revision":"HEAD","patch":true}"#),
    Case(words: ["commits", "index"], request: "{}"),
    Case(words: ["rag", "search", "proxy retry", "--explain"], request: #"{"query":"proxy retry","explain":true}"#),
    Case(words: ["rag", "search", "--like", "HEAD~1"], request: #"{"like":"HEAD~1"}"#),
    Case(words: ["why", "lib/net.c:1"], request: #"{"path":"lib/net.c:1"}"#),
    Case(words: ["memory", "audit"], request: "{}"),
    Case(words: ["model", "list"], request: "{}"),
    Case(words: ["model", "verify", "tiny"], request: #"{"name":"tiny"}"#),
    Case(words: ["doctor"], request: "{}"),
  ]

  @Test(arguments: cases)
  func threeFacesGiveTheSame(one: Case) async throws {
    let action = try #require(
      ActionList.all.first { one.words.starts(with: $0.name.words.split(separator: " ").map(String.init)) })
    let verb = try #require(await desk.awaiting(one.words + ["--format", "json"]).json as? NSDictionary)
    let tool = try await call(action, one.request)
    let route = try await request(action, one.request)
    #expect(Self.lasting(verb) == Self.lasting(tool))
    #expect(Self.lasting(verb) == Self.lasting(route))
  }

  /// Without what changes from one moment to the next: how much of the disk is free.
  private static func lasting(_ outcome: NSDictionary?) -> NSDictionary? {
    guard let checks = outcome?["checks"] as? [[String: Any]], let copy = outcome?.mutableCopy() as? NSMutableDictionary
    else { return outcome }
    copy["checks"] = checks.filter { $0["name"] as? String != "disk" }
    return copy
  }

  private func call(_ action: ActionEntry, _ request: String) async throws -> NSDictionary? {
    let server = try Server(.init(name: "test", version: "1"), offering: Catalog(tools: [Tool(action, in: services)]))
    let endpoint = StreamableHTTP(server)
    var options = Client.Options()
    // Other tests hold the threads that this waits for.
    options.requestSeconds = 600
    let client = Client(
      .init(name: "test", version: "1"), over: .http { await endpoint.answer($0) }, options: options)
    let result = try await client.callTool(action.name.identifier, try JSON(parsing: Data(request.utf8)))
    await server.shutDown()
    #expect(!result.isError, "\(result)")
    return try result.structuredContent.map { try Self.object($0.encoded) } ?? nil
  }

  private func request(_ action: ActionEntry, _ request: String) async throws -> NSDictionary? {
    let keys = KeyRing(
      services, given: [GivenKey(Secret("k"), name: "test", scope: .admin)], allowsDevelopment: false,
      usage: UsageLog(services))
    let endpoints = try Endpoints(services, origins: .loopback, options: Server.Options())
    let responder = ServerResponder(services, gate: Gatekeeper(keys), origins: .loopback, endpoints: endpoints)
    let (uri, body) = try Self.parts(action, request)
    let method = try #require(HTTPRequest.Method(rawValue: action.route.method.rawValue))
    let headers: HTTPFields = [try #require(.init("X-API-Key")): "k"]
    return try await Application(responder: responder).test(.router) { client in
      try await client.execute(uri: "/v1" + uri, method: method, headers: headers, body: body) { response in
        #expect(response.status == .ok, "\(String(buffer: response.body))")
        return try Self.object(Data(response.body.readableBytesView))
      }
    }
  }

  /// The address and the body of a request.
  private static func parts(_ action: ActionEntry, _ request: String) throws -> (uri: String, body: ByteBuffer?) {
    if action.route.method == .post { return (action.route.path, ByteBuffer(string: request)) }
    var values = try JSONSerialization.jsonObject(with: Data(request.utf8)) as? [String: Any] ?? [:]
    var path = action.route.path
    for field in action.route.pathFields {
      path = path.replacing("{\(field)}", with: "\(values.removeValue(forKey: field) ?? "")")
    }
    var components = URLComponents()
    components.path = path
    for (key, value) in values {
      for each in value as? [Any] ?? [value] {
        let item = URLQueryItem(name: key, value: try text(each))
        components.queryItems = (components.queryItems ?? []) + [item]
      }
    }
    return (components.string ?? path, nil)
  }

  private static func text(_ value: Any) throws -> String {
    if let text = value as? String { return text }
    return String(
      decoding: try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed), as: UTF8.self)
  }

  private static func object(_ json: Data) throws -> NSDictionary? {
    try JSONSerialization.jsonObject(with: json) as? NSDictionary
  }
}

extension CommandFixture {
  /// What a server would work with for the same home, standing in the repository.
  func services() -> Services {
    let directories = Directories(home: home.path, environment: [:])
    return Services(
      configuration: Configuration(directories: directories, layers: []), directories: directories,
      databasePath: directories.data + "/ipai.db", folder: repository.path, processorCount: 2, threads: 2,
      environment: TestRepository.environment,
      now: { Date(timeIntervalSince1970: 1_800_000_000) })
  }
}
