"""A receiver of webhooks, of the two kinds that ipai tells of promotions; prints its port. What it takes and answers with follows the
published descriptions: n8n's Webhook node (any JSON body, 200 {"message": "Workflow was started"}) and Mattermost's incoming webhooks
(a JSON object with "text", 200 "ok"; 400 for a body that is none, https://developers.mattermost.com/integrate/webhooks/incoming).

The first part of the path says how it behaves:

    good        as described                     broken      500
    busy        429 with Retry-After: 120        gone        404
    elsewhere   302 to /good                     hanging     never answers
    endless     200 with a body that never ends  flaky       500 the first time, then as described

GET /log answers with a line of JSON for each request: path, the headers Idempotency-Key and X-Ipai-Signature, and the body."""
import http.server, json, sys, threading, time

log, seen, lock = [], set(), threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, status, body, headers=()):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path != "/log":
            with lock:
                log.append({"path": self.path, "key": None, "signature": None, "body": ""})
        self.answer(200, "".join(json.dumps(line) + "\n" for line in log).encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        with lock:
            log.append({"path": self.path, "key": self.headers.get("Idempotency-Key"),
                        "signature": self.headers.get("X-Ipai-Signature"), "body": body})
        behaviour, _, kind = self.path.strip("/").partition("/")
        with lock:
            is_first = self.path not in seen
            seen.add(self.path)
        if behaviour == "broken" or behaviour == "flaky" and is_first:
            return self.answer(500, b"{}")
        if behaviour == "busy":
            return self.answer(429, b"{}", [("Retry-After", "120")])
        if behaviour == "gone":
            return self.answer(404, b'{"code":404,"message":"The requested webhook is not registered."}')
        if behaviour == "elsewhere":
            return self.answer(302, b"", [("Location", "/good/" + kind)])
        if behaviour == "hanging":
            time.sleep(3600)
        if behaviour == "endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                return
        if kind == "mattermost":
            try:
                if not isinstance(json.loads(body)["text"], str):
                    raise ValueError
            except (ValueError, KeyError, TypeError):
                return self.answer(400, b"Unable to parse incoming data")
            return self.answer(200, b"ok")
        json.loads(body)
        self.answer(200, b'{"message":"Workflow was started"}')


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
