"""A web server for the files of a folder, with the faults that registries of skills have; prints its port. The first part of a path says how
it behaves:

    /plain/FILE     as it is                              /html/FILE     an index is said to be a page
    /length/FILE    says that it has 1 GB                 /endless/FILE  never ends
    /moved/FILE     redirects to /plain/FILE              /away/FILE     redirects to another host
    /loop/FILE      redirects to itself                   /cut/FILE      ends in the middle of its body
    /key/FILE       wants the key 'open sesame'           /altered/FILE  artifacts have one other byte
    /busy/FILE      always 503                            /log           what was asked for, a line each
    /silent/FILE    never answers                         /drip/FILE     answers with a byte a second
    /sent           bytes of /endless that were sent      /stuck          answers a POST after a minute

What is sent to any other path is taken."""
import http.server, os, sys, threading, time

folder, asked, endless = sys.argv[1], [], [0]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        path = self.path.split("?")[0]
        _, kind, name = (path.split("/", 2) + ["", ""])[:3]
        if kind in ("log", "sent"):
            return self.send(200, ("\n".join(asked) if kind == "log" else str(endless[0])).encode(), "text/plain")
        asked.append(path)
        if kind in ("moved", "loop", "away"):
            target = {"moved": f"/plain/{name}", "loop": path, "away": f"http://127.0.0.2:9/{name}"}[kind]
            self.send_response(302)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            return self.end_headers()
        if kind == "busy":
            return self.send(503, b"an error page", "text/html")
        if kind == "key" and self.headers.get("Authorization") != "Bearer open sesame":
            return self.send(401, b"", "text/plain")
        if kind == "silent":
            return time.sleep(60)
        if kind == "drip":
            return self.send_slowly()
        if kind == "endless":
            return self.send_forever()
        file = os.path.join(folder, name)
        if not os.path.isfile(file):
            return self.send(404, b"", "text/plain")
        body = open(file, "rb").read()
        if kind == "altered" and "/artifacts/" in path:
            body = body[:-1] + bytes([body[-1] ^ 1])
        media = "application/json" if name.endswith(".json") else "application/octet-stream"
        if kind == "length":
            self.send_response(200)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(1 << 30))
            return self.end_headers()
        if kind == "cut":
            self.send_response(200)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
            return
        self.send(200, body, "text/html" if kind == "html" else media)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.startswith("/stuck"):
            time.sleep(60)
        self.send(200, b"", "text/plain")

    def send_slowly(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        try:
            for _ in range(60):
                self.wfile.write(b" ")
                time.sleep(1)
        except OSError:
            pass
        self.close_connection = True

    def send_forever(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Connection", "close")
        self.end_headers()
        part = b" " * (1 << 16)
        try:
            while endless[0] < 1 << 30:
                self.wfile.write(part)
                endless[0] += len(part)
        except OSError:
            pass
        self.close_connection = True

    def send(self, status, body, media):
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
