import ArgumentParser
import IpaiAccess
import IpaiActions
import IpaiCore
import IpaiServer
import Logging
import MCP
import ServiceLifecycle

/// `ipai serve`
struct Serve: Verb {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve agents and programs, over MCP and REST.",
    discussion: """
      Over HTTP, the Model Context Protocol is at /mcp and the REST interface below /v1. Clients send a key as \
      'X-API-Key: KEY' or 'Authorization: Bearer KEY': one that 'ipai keys create' made, or the value of IPAI_API_KEY or \
      MCP_LOCAL_API_KEY, or what is in the file that IPAI_API_KEY_FILE names, which may read and write. As long as no key has ever been made, and only on a loopback address, \
      the key 'dev-only-insecure-key' is accepted. A server that other machines can reach does not start without a key.

      With --oauth-issuer and --oauth-audience it accepts access tokens too: JWTs that the authorization server signed for \
      this server, with the scope ipai:read, ipai:write, ipai:advisor or ipai:admin. Clients without one are told where to get it. A \
      server that accepts tokens does not accept 'dev-only-insecure-key'.

      Each request is noted on standard error, without its text. SIGHUP makes the server read its configuration and its \
      certificate anew. Prometheus finds metrics at /metrics, with a key. Agents find the skills that were promoted at \
      /.well-known/agent-skills/index.json, with a key too. Messages about promotions that wait in the store are \
      sent where a receiver of them is configured; see 'man 7 ipai-promote'.

      With --coordinator it is one front door to the servers that 'ipai route servers' lists: their tools, prompts and \
      resources over MCP, and POST /route, POST /aggregate, POST /explain, GET /skills, GET /conversations and GET /status. \
      Its key is that of COORDINATOR_API_KEY, or one that 'ipai keys create' made; see 'man 5 ipai-routing'. SIGHUP makes it \
      read its servers and rules anew as well, and open its decision log anew; calls that are being answered go on.

      With a store (IPAI_STORE), any number of servers share a PostgreSQL database: skills, memory, commits, corpora, keys, approved tools and \
      answers that may be given again are there, and clients of one are told what another changes of skills and memory. A session belongs to \
      the server that began it, and requests without one may go to any: put a balancer in front that goes by the header \
      Mcp-Session-Id.

      With --stdio it serves the one program that started it, as editors do; no key is needed. In a repository, it keeps \
      the index of that one fresh, from the first use of a tool on.

      Every key may read all that the database holds: the commits of all indexed repositories, and all conversations. What the advisor \
      found in cloud accounts is for keys of the scope advisor or admin. \
      Files and repositories may be named only below the current folder, or the repository that it is in, and below the \
      folders that --root names.

      Examples:
        ipai serve
        ipai serve --watch .
        ipai serve --stdio
        ipai serve --coordinator --servers ./servers --decision-log decisions.jsonl
        ipai keys create laptop && ipai serve --host 0.0.0.0 --root /srv/git
        ipai serve --host 0.0.0.0 --tls-certificate server.pem --tls-key server.key
        ipai serve --oauth-issuer https://id.example.com --oauth-audience https://ipai.example.com/mcp
      """)

  @Option(
    help: ArgumentHelp("The name or address to listen on (IPAI_HOST). Default: the setting host.", valueName: "host"))
  var host: String?

  @Option(
    help: ArgumentHelp("The port; 0 takes one that is free (IPAI_PORT). Default: the setting port.", valueName: "port"))
  var port: String?

  @Flag(help: "Serve the program that started this one, on standard input and output.")
  var stdio = false

  @Flag(
    help:
      "Be one front door to the servers that 'ipai route servers' lists, and serve nothing of one's own (port 8766 by default)."
  )
  var coordinator = false

  @Flag(help: "With --coordinator, list only the tools find_tools and call_tool, for servers with hundreds of tools.")
  var lean = false

  @Option(
    name: .customLong("decision-log"),
    help: ArgumentHelp(
      "With --coordinator, the file that decisions are appended to, without anything of what was asked.",
      valueName: "file"))
  var decisionLog: String?

  @Option(help: ArgumentHelp("A folder in which clients may name files. May be repeated.", valueName: "path"))
  var root: [String] = []

  @Option(
    name: .customLong("allowed-host"),
    help: ArgumentHelp("Another name by which clients call the server. May be repeated.", valueName: "name"))
  var allowedHosts: [String] = []

  @Option(
    name: .customLong("allowed-origin"),
    help: ArgumentHelp("The origin of web pages that may use the server. May be repeated.", valueName: "origin"))
  var allowedOrigins: [String] = []

  @Option(
    name: .customLong("trusted-proxy"),
    help: ArgumentHelp(
      "The address of a proxy whose X-Forwarded-For is believed. May be repeated.", valueName: "address"))
  var trustedProxies: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder whose new commits, and whose changed files in corpora of documents, are indexed by themselves. May be repeated.",
      valueName: "path"))
  var watch: [String] = []

  @Option(
    name: .customLong("rate-limit"),
    help: ArgumentHelp(
      "How many requests a minute one key may send; 0 for any number (IPAI_RATE_LIMIT). Default: the setting rate_limit.",
      valueName: "n"))
  var rateLimit: String?

  @Option(
    name: .customLong("tls-certificate"),
    help: ArgumentHelp("The certificate of the server, in the PEM format (IPAI_TLS_CERTIFICATE).", valueName: "file"))
  var tlsCertificate: String?

  @Option(
    name: .customLong("tls-key"),
    help: ArgumentHelp("The private key of the certificate, in the PEM format (IPAI_TLS_KEY).", valueName: "file"))
  var tlsKey: String?

  @Option(
    name: .customLong("oauth-issuer"),
    help: ArgumentHelp(
      "The authorization server whose access tokens are accepted (IPAI_OAUTH_ISSUER).", valueName: "address"))
  var oauthIssuer: String?

  @Option(
    name: .customLong("oauth-audience"),
    help: ArgumentHelp(
      "The address of this server that access tokens have to be made for (IPAI_OAUTH_AUDIENCE).", valueName: "address"))
  var oauthAudience: String?

  @Option(
    name: .customLong("oauth-keys"),
    help: ArgumentHelp(
      "Where the keys of the authorization server are, if its metadata does not say (IPAI_OAUTH_KEYS).",
      valueName: "address"))
  var oauthKeys: String?

  @Option(
    name: .customLong("log-format"),
    help: ArgumentHelp("How the log is written: text or json (IPAI_LOG_FORMAT).", valueName: "format"))
  var logFormat: String?

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] {
    routing.settings.merging([
      Setting.host.key: host, Setting.port.key: port, Setting.rateLimit.key: rateLimit,
      Setting.tlsCertificate.key: tlsCertificate, Setting.tlsKey.key: tlsKey, Setting.oauthIssuer.key: oauthIssuer,
      Setting.oauthAudience.key: oauthAudience, Setting.oauthKeys.key: oauthKeys, Setting.logFormat.key: logFormat,
    ]) { $1 }
  }

  func run(in invocation: Invocation) throws {
    try checkStandardIO()
    try checkCoordinator()
    try DescriptorLimit.ensure(DescriptorLimit.leastForServer)
    let watched = try watch.map { try invocation.world.absolute($0) }
    let roots = try root.map { try invocation.world.absolute($0) }
    for folder in roots + watched where FileStatus(folder)?.kind != .folder {
      throw IpaiError(.notFound, "there is no folder \(folder)")
    }
    for name in allowedHosts where !Self.isHostName(name) {
      throw IpaiError(
        .usage, "'\(name.prefix(80))' is not the name of a host", hint: "give a name without a port: ipai.example.com")
    }
    let services = ServedServices.make(
      invocation, roots: roots + watched + watched.compactMap(ServedServices.gitDirectory), servesMany: !stdio)
    if stdio { return try CallingThread.run { try await Self.serveInput(services, watched, invocation.log) } }
    var server = ServerRun(services, logger: invocation.serverLog)
    server.host = invocation.configuration.host
    server.port = invocation.configuration.port
    if coordinator {
      server.coordinator = try coordinatorOptions(invocation)
      if !invocation.configuration.isSet(.port) { server.port = Self.coordinatorPort }
    }
    server.allowedHosts = allowedHosts
    server.allowedOrigins = try allowedOrigins.map(Self.origin)
    server.trustedProxies = try trustedProxies.map(Self.proxy)
    server.watchedPaths = watched
    server.keys = try EnvironmentKeys.read(invocation.world, isCoordinator: coordinator)
    let settings = settings
    server.reload = { try invocation.sources.readAnew(flags: settings) }
    try CallingThread.run { [server] in
      try await server.run { address, isOpen in
        let served = ServedAddress(address: address, mcp: address + "/mcp")
        invocation.answer(Answer(served) { _ in "serving on \(served.address), MCP at \(served.mcp)\n" })
        if isOpen {
          invocation.say(
            "anybody on this machine may use it with the key '\(KeyRing.developmentKey)'; to change that: "
              + "ipai keys create NAME")
        }
      }
    }
  }

  /// The port of a coordinator where none is configured.
  private static let coordinatorPort = 8_766

  private func coordinatorOptions(_ invocation: Invocation) throws -> CoordinatorOptions {
    var options = try CoordinatorOptions(environment: invocation.world.environment)
    options.isLean = lean
    options.decisionLog = try decisionLog.map { try invocation.world.absolute($0) }
    return options
  }

  /// Throws `IpaiError(.usage)` for options of a coordinator without it, and for those that it has no use for.
  private func checkCoordinator() throws {
    let needed = [("--lean", lean ? "" : nil), ("--decision-log", decisionLog)]
    if !coordinator, let option = needed.first(where: { $0.1 != nil })?.0 {
      throw IpaiError(.usage, "\(option) has no meaning without --coordinator")
    }
    if coordinator, !watch.isEmpty { throw IpaiError(.usage, "--watch has no meaning with --coordinator") }
  }

  /// Throws `IpaiError(.usage)` for options of a server that others connect to, where nobody can.
  private func checkStandardIO() throws {
    guard stdio else { return }
    let given = [
      ("--host", host), ("--port", port), ("--allowed-host", allowedHosts.first),
      ("--allowed-origin", allowedOrigins.first), ("--trusted-proxy", trustedProxies.first),
      ("--rate-limit", rateLimit), ("--tls-certificate", tlsCertificate), ("--tls-key", tlsKey),
      ("--oauth-issuer", oauthIssuer), ("--oauth-audience", oauthAudience), ("--oauth-keys", oauthKeys),
      ("--coordinator", coordinator ? "" : nil),
    ]
    if let option = given.first(where: { $0.1 != nil })?.0 {
      throw IpaiError(
        .usage, "\(option) has no meaning with --stdio, where only the program that started ipai is served",
        hint: "leave one of the two out")
    }
  }

  /// An origin as browsers send it. Throws `IpaiError(.usage)` for anything else.
  private static func origin(_ text: String) throws -> String {
    let name = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }.map { text.dropFirst($0.count) }
    guard let name, !name.isEmpty, !name.contains(where: { "/@*?#".contains($0) || $0.isWhitespace }) else {
      throw IpaiError(
        .usage, "'\(text.prefix(80))' is not the origin of a web page",
        hint: "give a scheme and a host, and a port if it has one: https://app.example.com")
    }
    return text
  }

  /// Throws `IpaiError(.usage)` for a proxy that is no address: proxies are told apart by where their connections come from.
  private static func proxy(_ text: String) throws -> String {
    guard let address = ClientAddress.normalized(text) else {
      throw IpaiError(
        .usage, "'\(text.prefix(80))' is not the address of a proxy", hint: "give an IP address: 10.0.0.7 or fd00::7")
    }
    return address
  }

  private static func isHostName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return byte < 0x80 && (character.isLetter || character.isNumber || "-._".contains(character))
      }
  }

  /// Serves standard input until it ends. Whoever started the process may do what the user may. Where it stands in a repository,
  /// that is indexed as soon as a tool is used, and the others that are watched from the start.
  private static func serveInput(_ services: Services, _ watched: [String], _ log: Logger) async throws {
    // Where several machines share commits, who stands in a repository says when it is to be indexed.
    let indexed = services.configuration.hasStore ? nil : services.folder
    let own = indexed.flatMap { ServedServices.gitDirectory($0) == nil ? nil : $0 }
    let watch = RepositoryWatch(own.map { [$0] } ?? [], services, isAwake: false, logger: log)
    let server = try ServerCatalog.server(for: [.write, .advisor], services, onUse: watch.wake)
    let beside: [any Service] = [
      CatalogRefresh([server], services, logger: log), watch, RepositoryWatch(watched, services, logger: log),
      DocumentWatch(watched, services, logger: log),
    ]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for service in beside { group.addTask { try await service.run() } }
      await StandardIO(server).run()
      group.cancelAll()
      try await group.waitForAll()
    }
    try await services.blocking { _ in try services.close() }
  }
}

/// Where a server can be reached.
private struct ServedAddress: Codable {
  /// The root of the REST interface, without a slash at the end.
  let address: String
  /// The endpoint of the Model Context Protocol.
  let mcp: String
}
