import Foundation
import TestSupport
import Testing

/// `ipai serve --coordinator` with real servers behind it, and real clients in front.
@Suite(.onOwnThreads) struct CoordinatorTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private static let everything = Binary.products + "/mcp-everything"
  private static let key = "key-of-the-tests-0123456789"

  private let binary: Binary
  private let folder: TemporaryFolder

  init() throws {
    binary = try Binary()
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("servers"), withIntermediateDirectories: true)
  }

  /// A coordinator of the servers in the folder, whose tools are offered when this returns.
  private func coordinator(_ options: String..., environment: [String: String] = [:]) throws -> ServedProcess {
    let options = ["--coordinator", "--servers", folder.file("servers")] + options
    let own = ["COORDINATOR_API_KEY": Self.key, "CI": "1"].merging(environment) { $1 }
    return try ServedProcess(binary, options, in: folder.path, environment: own)
  }

  private func run(_ words: [String]) throws -> Subprocess {
    try Subprocess.run([Binary.path] + words, in: folder.path, environment: binary.environment)
  }

  /// Runs a script of bash with the address of the coordinator in `$C` and curl with the key in `$curl`, to be stopped afterwards.
  private func bash(_ script: String, _ server: ServedProcess) throws -> String {
    let beginning = "C=\(server.address); curl=(curl -s -H 'X-API-Key: \(Self.key)'); set -e\n"
    let run = try Subprocess.run(
      ["/bin/bash", "-c", beginning + script], in: folder.path, environment: binary.environment)
    #expect(run.status == 0, "\(run.text) \(run.error)")
    return run.text
  }

  // MARK: Clients

  @Test(
    arguments: [["sdk1", "sdk1.py"], ["sdk2", "sdk2.py", "auto"], ["sdk2", "sdk2.py", "legacy"]], ["http", "stdio"])
  func aClientUsesAServerBehindIt(client: [String], kind: String) throws {
    let mode = client.dropFirst(2).joined(separator: " ")
    let stdio = "connection: {command: \"\(Self.everything)\"}"
    let script = """
      if [ \(kind) = http ]; then
        '\(Self.everything)' --port 0 > address 2> behind.log & behind=$!
        until [ -s address ]; do kill -0 $behind || exit 1; sleep 0.1; done
        echo "connection: {url: \\"$(cat address)\\"}" > connection
      else
        echo '\(stdio)' > connection
      fi
      (echo 'name: behind'; echo 'tier: lab'; cat connection) > servers/behind.yaml
      COORDINATOR_API_KEY=\(Self.key) '\(Binary.path)' serve --coordinator --port 0 --servers servers > front 2> front.log &
      front=$!; trap 'kill $front $behind' EXIT
      until [ -s front ]; do kill -0 $front || exit 1; sleep 0.1; done
      C=$(grep -o 'http://[0-9.:]*' front | head -1)
      until curl -s $C/health | grep -q '"behind":"up"'; do sleep 0.1; done
      BEHIND=behind BEHIND_KIND=\(kind) BEHIND_KEY=\(Self.key) '\(Self.root)/.build/clients/\(client[0])/bin/python' -W ignore \
        '\(Self.root)/Tests/Clients/\(client[1])' \(mode) http $C/mcp
      """
    let run = try Subprocess.run(["/bin/bash", "-c", script], in: folder.path, environment: binary.environment)
    #expect(
      run.status == 0
        && run.text == "ok tools\nok resources\nok prompts\nok progress\nok questions\nok cancellation\nok changes\n",
      "\(run.text) \(run.error.suffix(3_000))")
  }

  @Test func nothingIsWrittenTwiceWhileServersBreak() throws {
    let run = try Subprocess.run(
      [
        Self.root + "/.build/clients/sdk1/bin/python", Self.root + "/Tests/Clients/coordinator-faults.py", Binary.path,
        "1500",
      ], in: folder.path, environment: binary.environment.merging(["LAB_IS_BUSY": "1"]) { $1 })
    #expect(run.status == 0 && run.text.hasPrefix("1500 calls"), "\(run.text) \(run.error.suffix(3_000))")
  }

  @Test func aServerThatDoesWhatNoServerShouldHarmsOnlyItself() throws {
    let run = try Subprocess.run(
      ["python3", Self.root + "/Tests/Clients/coordinator-hostile.py", Binary.path], in: folder.path,
      environment: binary.environment)
    #expect(
      run.status == 0 && run.text.hasSuffix("ok a write that the end interrupts\n"),
      "\(run.text) \(run.error.suffix(3_000))")
  }

  // MARK: The older interface

  private func writeOldServer() throws {
    try folder.write(
      """
      import http.server, json, sys
      class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self, value):
          if self.path != "/health" and self.headers["X-API-Key"] != "old-key": return self.send_error(401)
          body = json.dumps(value).encode()
          self.send_response(200)
          self.send_header("Content-Length", str(len(body)))
          self.end_headers()
          self.wfile.write(body)
        def do_GET(self):
          if self.path.startswith("/mcp"): return self.send_error(404)
          self.answer({"status": "ok"} if self.path == "/health" else [{"id": "s1", "path": self.path, "via": self.headers["Via"] is not None}])
        def do_POST(self):
          body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
          if self.path != "/query": return self.send_error(404)
          self.answer({"asked": body["query"], "context": body["context"], "caller": self.headers["Authorization"]})
        def log_message(self, *_): pass
      server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
      print(server.server_port, flush=True)
      server.serve_forever()
      """, to: "old.py")
  }

  @Test func aServerOfTheOlderKindIsRoutedTo() throws {
    try writeOldServer()
    let script = """
      python3 old.py > port 2> old.log & old=$!
      until [ -s port ]; do kill -0 $old || exit 1; sleep 0.1; done
      for name in odoo-lab odoo-erp; do
        printf 'name: %s\\nconnection: {url: "http://127.0.0.1:%s", api_key: "${OLD}"}\\n' $name $(cat port) > servers/$name.yaml
      done
      OLD=old-key COORDINATOR_API_KEY=\(Self.key) '\(Binary.path)' serve --coordinator --port 0 --servers servers > front 2> front.log &
      front=$!; trap 'kill $front; kill -9 $old' EXIT
      until [ -s front ]; do kill -0 $front || exit 1; sleep 0.1; done
      C=$(grep -o 'http://[0-9.:]*' front | head -1)
      until curl -s $C/health | grep -q '"odoo-erp":"up","odoo-lab":"up"'; do sleep 0.1; done
      curl -s -H 'X-API-Key: \(Self.key)' $C/route -d '{"query":"test the OCA modules","context":{"a":{"b":1}}}'
      curl -s -H 'X-API-Key: \(Self.key)' $C/route -d '{"query":"x","target":"nowhere"}'
      curl -s -H 'X-API-Key: \(Self.key)' "$C/skills?target=odoo_prod&status=a+b"
      curl -s -H 'X-API-Key: \(Self.key)' $C/aggregate -d '{"query":"x","targets":["odoo_lab","odoo_prod"],"compare":true}' | tr -d '\\n'
      echo
      curl -s -o /dev/null -w '%{http_code}\\n' $C/route -d '{"query":"x"}'
      reader=$('\(Binary.path)' keys create reader 2> keys.log)
      for path in route aggregate; do curl -s -H "X-API-Key: $reader" $C/$path -d '{"query":"x"}' | tr -d '\\n'; echo; done
      curl -s -o /dev/null -w '%{http_code}\\n' -H "X-API-Key: $reader" "$C/skills?target=odoo_prod"
      """
    let run = try Subprocess.run(["/bin/bash", "-c", script], in: folder.path, environment: binary.environment)
    #expect(run.status == 0, "\(run.text) \(run.error)")
    let lines = run.text.split(separator: "\n")
    try #require(lines.count == 8, "\(run.text) \(run.error)")
    #expect(
      lines[0] == """
        {"data":{"asked":"test the OCA modules","caller":null,"context":{"a":{"b":1}}},"routing":{"confidence":0.9,\
        "fell_back":false,"reason":"development and testing belong to the lab","rule":"development","server":"odoo-lab",\
        "source":"rule","target":"odoo_lab","tier":"lab"}}
        """)
    #expect(lines[1].contains("there is no target 'nowhere'") && lines[1].contains("\"status\":404"))
    #expect(lines[2] == #"[{"id":"s1","path":"/skills?status=a%20b","via":true}]"#)
    #expect(lines[3].contains(#""differences":[]"#) && lines[3].contains(#""partial":false"#), "\(lines[3])")
    #expect(lines[4] == "401")
    // What the older interface does with a question, nobody knows: it may write.
    for line in lines[5...6] {
      #expect(line.contains("the key may only read") && !line.contains("asked"), "\(line)")
    }
    #expect(lines[7] == "200")
  }

  @Test func aServerBehindAWebSocketIsUsed() throws {
    let behind = try ServedProcess(binary, in: folder.path, environment: ["IPAI_API_KEY": Self.key])
    let place = behind.address.replacingOccurrences(of: "http", with: "ws") + "/ws"
    for (key, status) in [(Self.key, Int32(0)), ("another-key-0123456789", 69)] {
      try folder.write(
        "name: behind\nconnection: {type: websocket, url: \"\(place)\", api_key: \(key)}", to: "servers/behind.yaml")
      let called = try run(["route", "call", "behind", "skill_find", #"{"query":"x"}"#, "--servers", "servers"])
      #expect(called.status == status, "\(called.text) \(called.error)")
      #expect((status == 0) == called.text.contains("query: x"))
    }
    #expect(try behind.stop(SIGTERM) == 0)
  }

  // MARK: What goes wrong

  @Test func aServerThatIsGoneIsNamedAndItsToolsStay() throws {
    let script = """
      '\(Self.everything)' --port 0 > address 2> behind.log & behind=$!
      until [ -s address ]; do kill -0 $behind || exit 1; sleep 0.1; done
      printf 'name: behind\\nbreaker: {failures: 2, open_seconds: 300}\\nconnection: {url: "%s"}\\n' "$(cat address)" > servers/behind.yaml
      COORDINATOR_API_KEY=\(Self.key) '\(Binary.path)' serve --coordinator --port 0 --servers servers > front 2> front.log &
      front=$!; trap 'kill $front' EXIT
      until [ -s front ]; do kill -0 $front || exit 1; sleep 0.1; done
      C=$(grep -o 'http://[0-9.:]*' front | head -1)
      until curl -s $C/health | grep -q '"behind":"up"'; do sleep 0.1; done
      M='"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}'
      ask() { curl -s $C/mcp -H 'X-API-Key: \(Self.key)' -H 'Content-Type: application/json' \
        -H 'Accept: application/json, text/event-stream' -H 'MCP-Protocol-Version: 2026-07-28' -H "Mcp-Method: $1" "${@:3}" \
        -d '{"jsonrpc":"2.0","id":1,"method":"'$1'","params":{'"$2$M"'}}'; echo; }
      call() { ask tools/call '"name":"behind__test_simple_text",' -H 'Mcp-Name: behind__test_simple_text'; }
      call
      kill -9 $behind; wait $behind
      call; call; call
      ask tools/list '' | grep -o behind__test_simple_text
      curl -s -H 'X-API-Key: \(Self.key)' $C/status | grep -o '"breaker":"[a-z]*"'
      """
    let run = try Subprocess.run(["/bin/bash", "-c", script], in: folder.path, environment: binary.environment)
    let lines = run.text.split(separator: "\n")
    try #require(lines.count == 6, "\(run.text) \(run.error)")
    #expect(lines[0].contains("This is a simple text response"))
    #expect(lines[1].contains(#""server":"behind""#) && lines[1].contains(#""outcome":"not_done""#), "\(lines[1])")
    #expect(lines[3].contains(#""error":"breaker_open""#) && lines[3].contains("retry_after_seconds"), "\(lines[3])")
    #expect(lines[4] == "behind__test_simple_text")
    #expect(lines[5] == #""breaker":"open""#)
  }

  @Test func aRequestThatGoesInACircleIsStopped() throws {
    try folder.write("name: self\nconnection: {url: \"http://127.0.0.1:1\"}", to: "servers/self.yaml")
    try folder.write("default: {target: self}", to: "routes.yaml")
    // The coordinator's own port is not known before it serves, so a first one finds one that is free.
    let first = try coordinator("--routes", folder.file("routes.yaml"))
    let port = try #require(first.address.split(separator: ":").last)
    #expect(try first.stop(SIGTERM) == 0)
    try folder.write(
      "name: self\nconnection: {type: rest, url: \"http://127.0.0.1:\(port)\", api_key: \(Self.key)}",
      to: "servers/self.yaml")
    let server = try coordinator("--routes", folder.file("routes.yaml"), "--port", String(port))
    let text = try bash(#""${curl[@]}" "$C/skills""#, server)
    #expect(text.contains("HTTP 503"), "\(text)")
    #expect(server.log.matches(of: /GET \/skills 503/).count == 2, "\(server.log)")
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test(arguments: [
    (["--lean"], "--lean has no meaning without --coordinator"),
    (["--decision-log", "x"], "--decision-log has no meaning without --coordinator"),
    (["--coordinator", "--watch", "."], "--watch has no meaning with --coordinator"),
    (["--coordinator", "--stdio"], "--coordinator has no meaning with --stdio"),
  ])
  func optionsThatContradictOneAnotherAreRefused(options: [String], message: String) throws {
    let run = try self.run(["serve"] + options)
    #expect(run.status == 64)
    #expect(run.error.contains(message), "\(run.error)")
  }

  /// A server over stdio whose tool 'drop' writes, that says a secret and an escape sequence, and that ends when 'drop' is called.
  private func writeDyingServer() throws {
    try folder.write(
      """
      import json, os, sys
      sys.stderr.write("token=" + os.environ["TOKEN"] + " \\x1b]0;title\\x07\\n")
      for line in sys.stdin:
        message = json.loads(line)
        if "id" not in message: continue
        if message["method"] == "initialize":
          result = {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "d", "version": "1"}}
        elif message["method"] == "tools/list":
          names = [("drop", False), ("echo", True)]
          result = {"tools": [{"name": name, "inputSchema": {"type": "object"}, "annotations": {"readOnlyHint": reads}} for name, reads in names]}
        elif message["method"] == "tools/call" and message["params"]["name"] == "drop":
          open("dropped", "a").write("x")
          sys.exit(1)
        elif message["method"] == "tools/call":
          result = {"content": [{"type": "text", "text": "the token is " + os.environ["TOKEN"]}]}
        else:
          result = {}
        print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
      """, to: "dying.py")
    try folder.write(
      """
      name: dying
      tier: lab
      connection: {command: python3, args: [\(folder.file("dying.py"))], folder: \(folder.path), env: {TOKEN: "secret-of-the-server"}}
      """, to: "servers/dying.yaml")
  }

  @Test func aWriteThatMayHaveBeenDoneIsSaidToBeUnknown() throws {
    try writeDyingServer()
    let call = try run(["route", "call", "dying", "drop", "{}", "--servers", "servers"])
    #expect(call.status == 69 && call.text.isEmpty)
    #expect(call.error.contains("it is not known whether the call of 'drop' was done"), "\(call.error)")
    #expect(call.error.contains("it said: token=***"), "\(call.error)")
    #expect(try String(contentsOfFile: folder.file("dropped"), encoding: .utf8) == "x")
  }

  @Test func whatAServerSaysHasNeitherItsSecretsNorEscapeSequences() throws {
    try writeDyingServer()
    let call = try run(["route", "call", "dying", "echo", "{}", "--servers", "servers"])
    #expect(call.status == 0 && call.text.contains("the token is ***"), "\(call.text) \(call.error)")
    let server = try coordinator()
    _ = try bash(#"until "${curl[@]}" $C/health | grep -q '"dying":"up"'; do sleep 0.1; done"#, server)
    #expect(try server.stop(SIGTERM) == 0)
    #expect(server.log.contains("dying says: token=***"), "\(server.log)")
    #expect(!server.log.contains("secret-of-the-server") && !server.log.contains("\u{1B}"))
  }

  @Test func aServerThatAnswersWith500IsNotOneWithoutTools() throws {
    try folder.write(
      """
      import http.server
      class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
          self.send_response(200 if self.path == "/health" else 500)
          self.send_header("Content-Length", "0")
          self.end_headers()
        def do_POST(self):
          self.send_response(500)
          self.send_header("Content-Length", "0")
          self.end_headers()
        def log_message(self, *_): pass
      server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
      print(server.server_port, flush=True)
      server.serve_forever()
      """, to: "broken.py")
    let script = """
      python3 broken.py > port 2> broken.log & broken=$!
      trap 'kill -9 $broken' EXIT
      until [ -s port ]; do kill -0 $broken || exit 1; sleep 0.1; done
      printf 'name: broken\\nretry: {attempts: 0}\\nconnection: {url: "http://127.0.0.1:%s"}\\n' $(cat port) > servers/broken.yaml
      for words in 'pins approve broken' 'call broken echo {}'; do
        '\(Binary.path)' route $words --servers servers; echo "$?"
      done
      '\(Binary.path)' route tools --server broken --servers servers --format json | tr -d '\\n '
      """
    let run = try Subprocess.run(["/bin/bash", "-c", script], in: folder.path, environment: binary.environment)
    #expect(run.text.hasPrefix("69\n69\n"), "\(run.text) \(run.error)")
    #expect(run.text.contains(#""silent":[{"failure":"itansweredwithHTTP500","server":"broken"}]"#), "\(run.text)")
  }

  @Test func bodiesThatMeanSomethingElseAreRefused() throws {
    try folder.write("name: odoo-lab\nconnection: {url: \"http://127.0.0.1:1\"}", to: "servers/odoo-lab.yaml")
    let server = try coordinator()
    for (path, body, words) in [
      ("route", #"{"query":"x","effect":"read"}"#, "'effect' has no meaning here"),
      ("route", #"{"query":"x","targets":["odoo-lab"]}"#, "'targets' has no meaning here"),
      ("route", #"{"query":"x","target":""}"#, "target must be a name"), ("route", #"{"query":" "}"#, "query must say"),
      ("route", "{}", "query must say"), ("aggregate", #"{"query":"x","targets":[]}"#, "targets must be a list of 1"),
      ("explain", #"{"query":"x","tool":""}"#, "tool must be a name"),
      ("nowhere", "{}", "man 5 ipai-routing"),
    ] {
      let text = try bash("\"${curl[@]}\" $C/\(path) -d '\(body)'", server)
      #expect(text.contains(words), "\(path) \(body): \(text)")
    }
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test func decisionsThatCannotBeNotedAreMissedOnce() throws {
    let refused = try run([
      "serve", "--coordinator", "--port", "0", "--servers", "servers", "--decision-log", "/dev/full",
    ])
    #expect(refused.status == 78 && refused.error.contains("not a regular file"), "\(refused.error)")
    try folder.write("name: odoo-lab\nconnection: {url: \"http://127.0.0.1:1\"}", to: "servers/odoo-lab.yaml")
    // A limit of the size of files stands for a full disk.
    let script = """
      head -c 4194000 /dev/zero | tr '\\0' '\\n' > decisions
      (ulimit -f 4096; trap '' XFSZ; exec '\(Binary.path)' serve --coordinator --port 0 --servers servers --decision-log decisions > front 2> front.log) &
      front=$!; trap 'kill $front' EXIT
      export COORDINATOR_API_KEY=\(Self.key)
      until [ -s front ]; do kill -0 $front || exit 1; sleep 0.1; done
      C=$(grep -o 'http://[0-9.:]*' front | head -1)
      for n in 1 2 3 4 5 6 7 8 9 10; do curl -s -o /dev/null -w '%{http_code} ' -H 'X-API-Key: \(Self.key)' $C/route -d '{"query":"x"}'; done
      grep -c 'decisions are not noted any more' front.log
      """
    var environment = binary.environment
    environment["COORDINATOR_API_KEY"] = Self.key
    let run = try Subprocess.run(["/bin/bash", "-c", script], in: folder.path, environment: environment)
    #expect(run.text.hasSuffix("503 1\n"), "\(run.text) \(run.error)")
  }

  @Test func decisionsAreNotedWithoutWhatWasAsked() throws {
    try folder.write("name: odoo-lab\nconnection: {url: \"http://127.0.0.1:1\"}", to: "servers/odoo-lab.yaml")
    let server = try coordinator("--decision-log", folder.file("decisions.jsonl"))
    _ = try bash(#""${curl[@]}" $C/route -d '{"query":"a secret migration","context":{"who":"nobody"}}'"#, server)
    #expect(try server.stop(SIGTERM) == 0)
    let log = try String(contentsOfFile: folder.file("decisions.jsonl"), encoding: .utf8)
    #expect(log.contains(#""has":["words:migration"]"#) && log.contains(#""rule":"development""#), "\(log)")
    #expect(!log.contains("secret") && !log.contains("nobody"))
    #expect(!server.log.contains("secret"))
    let run = try self.run(["route", "replay", "decisions.jsonl", "--config", "new.yaml", "--servers", "servers"])
    #expect(run.status == 78)
    try folder.write("rules: []\ndefault: {target: odoo-lab}", to: "new.yaml")
    let replayed = try self.run(["route", "replay", "decisions.jsonl", "--config", "new.yaml", "--servers", "servers"])
    #expect(replayed.text.contains("odoo_lab") && replayed.text.hasSuffix("1 decision: 1 would be others, 0 unknown\n"))
  }
}
