"""A web server with the faults that downloads meet; prints its port. The first part of a path says how it behaves:

    /plain/FILE     with ETag and Range                 /norange/FILE   without
    /cut/FILE       each answer ends after 100 kB       /changed/FILE   as cut, and another file each time
    /busy/FILE      503 with Retry-After twice, then as plain
    /broken/FILE    always 500                          /moved/FILE     redirects to /plain/FILE
    /loop/FILE      redirects to itself                 /wrong/FILE     other bytes of the same length
    /endless/FILE   never ends                          /slow/FILE      a little at a time
    /away/FILE      redirects to https on a closed port /log            what was asked for, a line each
    /half           ends in the middle of its body      /echo           by any method: what was sent
    /drop           reads the request and hangs up      /sent           bytes of /endless that were sent
    /head/one       a header of 3 MB                    /head/many      headers of 3 MB altogether"""
import hashlib, http.server, os, sys, threading, time

folder, counts, asked, endless = sys.argv[1], {}, [], [0]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        path = self.path.split("?")[0]
        _, kind, name = (path.split("/", 2) + ["", ""])[:3]
        if kind == "log":
            return self.send(200, "\n".join(asked).encode())
        if kind == "sent":
            return self.send(200, str(endless[0]).encode())
        asked.append(f"{path} {self.headers.get('Range', '-')}")
        counts[path] = counts.get(path, 0) + 1
        if kind in ("moved", "loop", "away"):
            target = {"moved": f"/plain/{name}", "loop": path, "away": f"https://127.0.0.1:9/{name}"}[kind]
            self.send_response(302)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            return self.end_headers()
        if kind == "broken" or kind == "busy" and counts[path] <= 2:
            return self.send(500 if kind == "broken" else 503, b"an error page", [("Retry-After", "0")])
        if kind == "endless":
            self.send_response(200)
            self.end_headers()
            self.close_connection = True
            sent = 0
            try:
                while True:
                    sent += self.wfile.write(b"x" * 65536)
                    endless[0] = sent
            finally:
                asked.append(f"left {sent}")
        if kind == "head":
            self.close_connection = True
            self.send_response(200)
            for number in range(1 if name == "one" else 300):
                self.send_header(f"X-Filler-{number}", "x" * (3_000_000 if name == "one" else 10_000))
            self.send_header("Content-Length", "0")
            return self.end_headers()
        if kind == "half":
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            return self.wfile.write(b"x" * 50)
        if kind == "echo":
            return self.echo()
        file = os.path.join(folder, name)
        if not os.path.isfile(file):
            return self.send(404, b"no such file")
        content = open(file, "rb").read()
        if kind == "wrong":
            content = bytes(255 - byte for byte in content)
        if kind == "changed":
            content = bytes([counts[path] % 256]) * len(content)
        self.serve(kind, content)

    def echo(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/drop":
            asked.append("drop")
            self.close_connection = True
            return
        sent = [f"{name}: {value}" for name, value in self.headers.items()]
        self.send(201, "\n".join([self.command, *sent, "", ""]).encode() + body, [("X-Two", "a"), ("X-Two", "b")])

    do_POST = do_DELETE = echo

    def serve(self, kind, content):
        tag = '"%s"' % hashlib.sha256(content).hexdigest()[:16]
        start, status = 0, 200
        wanted = self.headers.get("Range", "")
        if kind != "norange" and wanted.startswith("bytes=") and self.headers.get("If-Range", tag) == tag:
            start = int(wanted[6:].rstrip("-"))
            if start >= len(content):
                return self.send(416, b"", [("Content-Range", f"bytes */{len(content)}")])
            status = 206
        headers = [("ETag", tag)] if kind != "norange" else []
        if status == 206:
            headers.append(("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}"))
        body = content[start:]
        self.send_response(status)
        for header in headers + [("Content-Length", str(len(body)))]:
            self.send_header(*header)
        self.end_headers()
        if kind in ("cut", "changed"):
            body, self.close_connection = body[:100_000], True
        if kind == "slow":
            for place in range(0, len(body), 10_000):
                self.wfile.write(body[place:place + 10_000])
                time.sleep(0.05)
            return
        self.wfile.write(body)

    def send(self, status, body, headers=()):
        self.send_response(status)
        for header in [*headers, ("Content-Length", str(len(body)))]:
            self.send_header(*header)
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *arguments):
        pass


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
print(server.server_address[1], flush=True)
server.serve_forever()
