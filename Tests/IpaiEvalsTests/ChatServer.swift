import Foundation

/// A stand-in for a service with OpenAI's interface for chats, made from its published description
/// (https://platform.openai.com/docs/api-reference/chat). The name of the model says how it behaves.
final class ChatServer: Sendable {
  private let process = Process()
  private let input = Pipe()
  /// The address below which `/chat/completions` is.
  let address: String

  private static let script = #"""
    import http.server, json, os, sys, threading, time
    counts = {}
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *arguments): pass
        def say(self, status, body, headers=()):
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers: self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model, (first, last) = asked["model"], [message["content"] for message in asked["messages"]]
            counts[model] = counts.get(model, 0) + 1
            if self.path != "/v1/chat/completions": return self.say(404, {})
            if model == "keyed" and self.headers["Authorization"] != "Bearer key-of-the-tests": return self.say(401, {})
            if model == "busy" and counts[model] < 3: return self.say(429, {}, [("Retry-After", "0")])
            if model == "down": return self.say(503, {}, [("Retry-After", "0")])
            if model == "patient": return self.say(429, {}, [("Retry-After", "3600")])
            if model == "page": return self.say(200, b"<html>")
            if model == "huge": return self.say(200, b" " * 3000000)
            if model == "elsewhere": return self.say(302, {}, [("Location", "http://127.0.0.1:1/")])
            if model == "hanging": return time.sleep(60)
            if "You judge" in first:
                about = json.loads(last)
                words = {"vague": "I think so.", "text": '{"pass": "true", "reason": "x"}', "bare": '{"pass": true}'}
                verdict = {"pass": about["criteria"] in about["answer"], "reason": "I looked for " + about["criteria"]}
                reply = words.get(model, json.dumps(verdict))
                if model == "fenced": reply = "```json\n" + reply + "\n```"
            else:
                reply = "Ahoy! " + last + (" (pirate)" if "pirate" in first else "")
            self.say(200, {"choices": [{"message": {"role": "assistant", "content": reply}}]})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
    os._exit(0)
    """#

  init() throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.script]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    address = "http://127.0.0.1:\(line.trimmingCharacters(in: .whitespacesAndNewlines))/v1"
  }

  deinit {
    // The server ends when its standard input does.
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
