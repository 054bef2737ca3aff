"""Clients that flood the server, stall or leave, each with a server of its own: floods.py BINARY [--measure] [NAME ...].

Without --measure the floods are small, the server's limits are low, and a server that does not enforce them fails the run.
With --measure the sizes are those that once did harm, the limits are the server's defaults, and only numbers are printed."""
import argparse, concurrent.futures, contextlib, http.client, json, os, resource, signal, socket, subprocess, time
import urllib.parse

arguments = argparse.ArgumentParser()
arguments.add_argument("binary")
arguments.add_argument("names", nargs="*")
arguments.add_argument("--measure", action="store_true")
options = arguments.parse_intermixed_args()
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
# How many seconds to wait for a server. This is no measure of speed: a server that takes longer has failed.
PATIENCE = 20 if options.measure else 60


def check(holds, what):
    """Fails the run if a condition does not hold; only measuring goes on."""
    if not holds and not options.measure:
        raise AssertionError(what)


class Server:
    def __init__(self, *flags, descriptors=None):
        def limit():
            if descriptors:
                resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
        self.process = subprocess.Popen(
            [options.binary, "--port", "0", *([] if options.measure else flags)], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, preexec_fn=limit)
        self.address = urllib.parse.urlparse(self.process.stdout.readline().decode().strip())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def connect(self):
        connection = socket.create_connection((self.address.hostname, self.address.port), timeout=PATIENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def memory(self, name="VmRSS"):
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) // 1024 for line in file if line.startswith(name))

    def seconds_of_processor(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def connections(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def end(self):
        """How many seconds the server takes to end after SIGTERM; None when it does not."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return None
        return time.monotonic() - start

    def head(self, method="server/discover", *more, version="1.1"):
        fields = [f"POST /mcp HTTP/{version}", f"Host: {self.address.netloc}", "Content-Type: application/json",
                  "Accept: application/json, text/event-stream", "MCP-Protocol-Version: 2026-07-28",
                  f"Mcp-Method: {method}", *more]
        return "\r\n".join(fields).encode() + b"\r\n"

    def call(self, method="server/discover", *more, version="1.1", **params):
        body = json.dumps(dict(
            jsonrpc="2.0", id=1, method=method, params=dict(params, _meta={**META, "progressToken": 1}))).encode()
        if "name" in params:
            more += (f"Mcp-Name: {params['name']}",)
        return self.head(method, *more, f"Content-Length: {len(body)}", version=version) + b"\r\n" + body

    def tool(self, name, *more, version="1.1", **values):
        return self.call("tools/call", *more, version=version, name=name, arguments=values)

    def ask(self):
        """A good client: how many seconds an answer over a new connection takes; None if there is no answer."""
        start = time.monotonic()
        try:
            with self.connect() as connection:
                connection.sendall(self.call())
                return time.monotonic() - start if Response(connection).status == 200 else None
        except OSError:
            return None


class Response:
    """The next response of a connection."""
    def __init__(self, connection, rest=b""):
        self.connection, self.data = connection, rest
        head = self.until(b"\r\n\r\n").decode().split("\r\n")
        self.status = int(head[0].split()[1])
        self.version = head[0].split()[0]
        self.headers = {line.split(":", 1)[0].lower(): line.split(":", 1)[1].strip() for line in head[1:] if ":" in line}

    def more(self):
        part = self.connection.recv(65536)
        if not part:
            raise ConnectionError("the server hung up")
        self.data += part

    def until(self, mark):
        while mark not in self.data:
            self.more()
        taken, self.data = self.data.split(mark, 1)
        return taken

    def take(self, count):
        while len(self.data) < count:
            self.more()
        taken, self.data = self.data[:count], self.data[count:]
        return taken

    def body(self):
        if "content-length" in self.headers:
            return self.take(int(self.headers["content-length"]))
        if self.headers.get("transfer-encoding") != "chunked":
            with contextlib.suppress(ConnectionError):
                while True:
                    self.more()
            return self.data
        body = b""
        while length := int(self.until(b"\r\n"), 16):
            body += self.take(length)
            self.take(2)
        self.take(2)
        return body


def wait(condition, seconds=PATIENCE):
    """Whether a condition becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(.05)
    return False


def flood(server, count, data):
    """Opens connections that each send the same data and nothing more. The server may not take all of them."""
    taken = []
    for _ in range(count):
        connection = socket.socket()
        connection.setblocking(False)
        connection.connect_ex((server.address.hostname, server.address.port))
        taken.append([connection, False])
    for _ in range(200):
        waiting = [pair for pair in taken if not pair[1]]
        if not waiting:
            break
        for pair in waiting:
            with contextlib.suppress(BlockingIOError):
                try:
                    pair[0].send(data)
                except BlockingIOError:
                    raise
                except OSError:
                    pass
                pair[1] = True
        time.sleep(.01)
    return [pair[0] for pair in taken]


def size(small, full):
    return full if options.measure else small


def text(seconds):
    return "never" if seconds is None else f"{seconds:.2f} s"


# Ways to keep a connection busy without going on.

def half_a_head(server, connection):
    connection.sendall(server.head()[:60])


def endless_body(server, connection):
    connection.sendall(server.head("x", "Transfer-Encoding: chunked") + b"\r\n10000\r\n" + b"x" * 65536 + b"\r\n")


def half_a_body(server, connection):
    connection.sendall(server.head("x", "Content-Length: 1000000") + b"\r\n" + b"x" * 500_000)


def idle(server, connection):
    connection.sendall(server.call())
    Response(connection).body()


def stream(server, connection):
    connection.sendall(server.tool("test_never_returns"))
    Response(connection).until(b"started")


def pipelined(server, connection):
    connection.sendall(server.tool("test_never_returns") + server.call() * 3)
    Response(connection).until(b"started")


def never_reading(server, connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while True:
            connection.send(server.call("tools/list"))


def shutdown():
    """SIGTERM while each of these is open, alone and together."""
    kinds = [half_a_head, endless_body, half_a_body, idle, stream, pipelined, never_reading]
    for each in ([[kind] for kind in kinds] if options.measure else []) + [kinds]:
        with Server("--grace-seconds", "30") as server:
            connections = [server.connect() for _ in each]
            for kind, connection in zip(each, connections):
                kind(server, connection)
            time.sleep(.2)
            took = server.end()
            check(took is not None, "SIGTERM does not end the server")
            check(took < 15, f"the server waits for its clients: {text(took)}")
            check(server.process.returncode == 0, f"the server ends with {server.process.returncode}")
            yield f"{' + '.join(kind.__name__ for kind in each)}: {text(took)}"


def large_bodies():
    """Bodies that arrive at the same time and are never complete, then others that are."""
    count, length = size(40, 200), size(1 << 20, (4 << 20) - 1000)
    with Server("--max-bytes-in-flight", str(16 << 20), "--body-seconds", "2") as server:
        server.ask()
        before = server.memory()
        refused = 0
        connections = [server.connect() for _ in range(count)]

        def send(connection):
            try:
                connection.sendall(server.head("x", f"Content-Length: {length + 10}") + b"\r\n" + b"x" * length)
                return True
            except OSError:
                return False
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            refused = list(pool.map(send, connections)).count(False)
        good = server.ask()
        time.sleep(.5)
        held = server.memory()
        statuses = {}
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.settimeout(0.01 if options.measure else 30)
                status = Response(connection).status
                statuses[status] = statuses.get(status, 0) + 1
        check(statuses.get(503, 0) > 0, f"no body was refused: {statuses}")
        check(good is not None, "a good client is not served meanwhile")
        check(held - before < 64, f"{held - before} MB for 16 MiB of bodies")
        for connection in connections:
            connection.close()
        time.sleep(size(0, 3))
        after = server.memory()
        filler = json.dumps(dict(jsonrpc="2.0", id=1, method="tools/list", params=dict(x="y" * (length - 4000), _meta=META)))
        whole = server.head("tools/list", f"Content-Length: {len(filler)}") + b"\r\n" + filler.encode()

        def ask(_):
            try:
                with server.connect() as connection:
                    connection.sendall(whole)
                    return Response(connection).status
            except OSError:
                return 0
        with concurrent.futures.ThreadPoolExecutor(64) as pool:
            whole_statuses = list(pool.map(ask, range(count)))
        check(wait(lambda: ask(0) == 200), "a large body is not served afterwards")
        objects = json.dumps(dict(jsonrpc="2.0", id=1, method="tools/list", params=dict(x=[{"a": 1}] * (length // 10), _meta=META)))
        whole = server.head("tools/list", f"Content-Length: {len(objects)}") + b"\r\n" + objects.encode()
        check(ask(0) == 413, "a body that takes a hundred times its size is read")
        yield (f"{count} bodies of {length >> 10} KiB: memory before {before} MB, held {held} MB, most {server.memory('VmHWM')} MB, "
               f"after {after} MB; cut short {refused}, answered {statuses}; good client {text(good)}; "
               f"complete ones answered { {status: whole_statuses.count(status) for status in set(whole_statuses)} }, "
               f"then {server.memory()} MB")


def half_open():
    """Connections that send half a head and stay."""
    count = size(300, 5000)
    with Server("--max-connections", "100", "--head-seconds", "2") as server:
        server.ask()
        before, files = server.memory(), server.connections()
        start, used = time.monotonic(), server.seconds_of_processor()
        connections = flood(server, count, server.head()[:60])
        opened = server.connections() - files
        good = [server.ask() for _ in range(5)]
        check(None not in good, "a good client is locked out")
        # A connection that makes room may not be closed yet, and the server opens a file or two of its own.
        check(25 <= opened <= 110, f"{opened} connections of 100")
        cleared = wait(lambda: server.connections() <= files + 4, size(60, 40))
        check(cleared, "half-open connections stay")
        used = server.seconds_of_processor() - used
        yield (f"{count}: open {opened}, good client {', '.join(map(text, good))}; "
               f"{'gone' if cleared else 'still there: ' + str(server.connections() - files)} after {time.monotonic() - start:.1f} s, "
               f"processor {used:.2f} s, memory {before} to {server.memory('VmHWM')} MB")
        for connection in connections:
            connection.close()


def few_descriptors():
    """More half-open connections than the process may have descriptors, while good clients ask, an old one and new ones."""
    with Server("--head-seconds", "2", descriptors=128) as server:
        old = server.connect()
        old.sendall(server.call())
        Response(old).body()
        connections = flood(server, 300, server.head()[:60])
        check(server.connections() > 60, f"{server.connections()} of 128 descriptors are taken")
        start, used = time.monotonic(), server.seconds_of_processor()
        news, olds, lost = [], [], 0
        old_is_served = True
        while time.monotonic() - start < size(3, 6):
            asked = time.monotonic()
            try:
                old.settimeout(size(PATIENCE, 1))
                old.sendall(server.call())
                Response(old).body()
                olds.append(time.monotonic() - asked)
            except OSError:
                old_is_served = False
            with contextlib.suppress(OSError):
                with socket.create_connection((server.address.hostname, server.address.port), timeout=size(PATIENCE, 1)) as connection:
                    asked = time.monotonic()
                    connection.sendall(server.call())
                    connection.settimeout(size(PATIENCE, 1))
                    if Response(connection).status == 200:
                        news.append(time.monotonic() - asked)
                        continue
            lost += 1
            time.sleep(.1)
        share = (server.seconds_of_processor() - used) / (time.monotonic() - start)
        check(news and lost == 0, f"of new clients {len(news)} are served and {lost} are not")
        check(old_is_served, "a client that keeps asking loses its connection")
        for connection in connections:
            connection.close()
        # The processor while nobody asks, with all descriptors taken.
        connections = flood(server, 300, server.head()[:60])
        used, start = server.seconds_of_processor(), time.monotonic()
        time.sleep(size(1, 5))
        idle_share = (server.seconds_of_processor() - used) / (time.monotonic() - start)
        yield (f"300 with 128 descriptors: new clients served {len(news)}, not {lost}, at most {text(max(news, default=None))}; "
               f"old client {'served' if old_is_served else 'lost'}, at most {text(max(olds, default=None))}; "
               f"processor {share:.0%} asked, {idle_share:.0%} not asked")


def no_descriptors():
    """Others take the last descriptors. The server waits for free ones, and goes on when there are some."""
    with Server() as server:
        server.ask()
        limit = server.connections() + 10
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (limit, limit))
        connections = flood(server, 40, server.head()[:60])
        check(wait(lambda: server.connections() >= limit), f"{server.connections()} of {limit} descriptors are taken")
        start, used = time.monotonic(), server.seconds_of_processor()
        time.sleep(size(1, 5))
        share = (server.seconds_of_processor() - used) / (time.monotonic() - start)
        check(share < .5, f"waiting takes {share:.0%} of a processor")
        for connection in connections:
            connection.close()
        check(wait(server.ask), "nobody is served afterwards")
        yield f"40 with 10 descriptors: processor {share:.0%}, then {text(server.ask())}"


def keep_alive():
    """Python's http.client reads a stream, then sends another request on the same connection."""
    with Server() as server:
        failed = 0
        connection = http.client.HTTPConnection(server.address.hostname, server.address.port, timeout=PATIENCE)
        count = size(20, 200)
        for _ in range(count):
            for data in [server.tool("test_tool_with_progress"), server.call()]:
                head, body = data.split(b"\r\n\r\n", 1)
                fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
                try:
                    connection.request("POST", "/mcp", body, fields)
                    assert b"result" in connection.getresponse().read()
                except (OSError, http.client.HTTPException):
                    failed += 1
                    connection.close()
        check(failed == 0, f"{failed} requests failed")
        yield f"{count} requests after a stream: {failed} failed"


def pipelining():
    """A stream and three more requests, sent without waiting for the answers."""
    with Server() as server, server.connect() as connection:
        connection.sendall(server.tool("test_tool_with_progress") + server.call() * 3)
        answers, rest = 0, b""
        with contextlib.suppress(OSError):
            for _ in range(4):
                response = Response(connection, rest)
                answers += b'"result"' in response.body()
                rest = response.data
        check(answers == 4, f"{answers} of 4 are answered")
        yield f"a stream and three requests in one go: {answers} of 4 answered"


def sessions():
    """Clients that open sessions and never close them."""
    count = size(60, 10_500)
    with Server("--max-sessions", "50") as server:
        connection = http.client.HTTPConnection(server.address.hostname, server.address.port, timeout=PATIENCE)
        body = json.dumps(dict(jsonrpc="2.0", id=1, method="initialize", params=dict(
            protocolVersion="2025-11-25", capabilities={}, clientInfo=dict(name="flood", version="1"))))
        fields = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        start, refused, last = time.monotonic(), 0, 0
        for index in range(count):
            begun = time.monotonic()
            connection.request("POST", "/mcp", body, fields)
            response = connection.getresponse()
            response.read()
            refused += response.status != 200
            last = time.monotonic() - begun
        took = time.monotonic() - start
        fields["Mcp-Session-Id"] = response.headers.get("Mcp-Session-Id", "none")
        connection.request("POST", "/mcp", json.dumps(dict(jsonrpc="2.0", id=2, method="ping")), fields)
        newest = connection.getresponse()
        newest.read()
        check(refused == 0, f"{refused} sessions are refused")
        check(newest.status == 200, f"the newest session answers {newest.status}")
        yield f"{count} sessions: {refused} refused, {took:.1f} s, the last {last * 1000:.1f} ms, memory {server.memory()} MB"


def expectations():
    """`Expect: 100-continue` is answered with 100 if the body is wanted, otherwise with the final answer at once."""
    with Server() as server:
        head, body = server.call().split(b"\r\n\r\n", 1)
        outcomes = []
        with server.connect() as connection:
            connection.settimeout(size(PATIENCE, 3))
            connection.sendall(head + b"\r\nExpect: 100-continue\r\n\r\n")
            try:
                first = Response(connection).status
                connection.sendall(body)
                outcomes.append((first, Response(connection).status))
            except OSError:
                outcomes.append("nothing")
        for field, name in [(b"Host: evil.example.com", b"Host"), (b"Content-Length: 100000000", b"Content-Length"),
                            (b"Content-Type: text/plain", b"Content-Type")]:
            lines = [line for line in head.split(b"\r\n") if not line.startswith(name + b":")] + [field]
            with server.connect() as connection:
                connection.settimeout(size(PATIENCE, 3))
                connection.sendall(b"\r\n".join(lines) + b"\r\nExpect: 100-continue\r\n\r\n")
                try:
                    outcomes.append(Response(connection).status)
                except OSError:
                    outcomes.append("nothing")
        check(outcomes == [(100, 200), 403, 413, 415], f"{outcomes}")
        yield f"wanted, foreign host, too large, wrong type: {outcomes}"


def strangers():
    """A client that may not be served is told so before it sends a body."""
    with Server("--token", "secret") as server:
        if options.measure:
            return
        outcomes = []
        for fields in [[], ["Authorization: Bearer wrong"], ["Authorization: Bearer secret"]]:
            with server.connect() as connection:
                connection.settimeout(size(PATIENCE, 3))
                connection.sendall(server.head("x", "Content-Length: 5", *fields) + b"\r\n")
                if "Authorization: Bearer secret" in fields:
                    connection.sendall(b"{}   ")
                try:
                    outcomes.append(Response(connection).status)
                except OSError:
                    outcomes.append("nothing")
        check(outcomes == [401, 401, 400], f"{outcomes}")
        yield f"without a token, with another, with the right one: {outcomes}"


def old_http():
    """With HTTP/1.0 there are no chunks, and the connection ends with the answer."""
    with Server() as server:
        for name, data in [("stream", server.tool("test_tool_with_progress", version="1.0")),
                           ("object", server.call(version="1.0"))]:
            with server.connect() as connection:
                connection.settimeout(size(PATIENCE, 3))
                connection.sendall(data)
                response = Response(connection)
                chunks = "transfer-encoding" in response.headers
                closes = True
                try:
                    body = response.body()
                    closes = connection.recv(1) == b""
                except OSError:
                    body, closes = response.data, False
                whole = b'"result"' in body and body.count(b"\r\n0\r\n") == 0
                check(not chunks and closes and whole, f"{name}: {response.headers} {body!r}")
                yield f"{name}: {'chunks' if chunks else 'no chunks'}, {'closes' if closes else 'stays open'}"


def never_reads():
    """Clients that ask for a lot and read nothing, while another client asks."""
    with Server("--write-seconds", "2") as server:
        server.ask()
        files, before = server.connections(), server.memory()
        deaf = [server.connect() for _ in range(size(4, 8))]
        for connection in deaf:
            never_reading(server, connection)
        slowest = 0
        end = time.monotonic() + size(1, 5)
        while time.monotonic() < end:
            took = server.ask()
            check(took is not None, "a good client is not served")
            slowest = max(slowest, took or PATIENCE)
            for connection in deaf:
                with contextlib.suppress(OSError):
                    never_reading(server, connection)
        gone = wait(lambda: server.connections() <= files, size(60, 40))
        check(gone, "clients that never read stay")
        yield (f"{len(deaf)} clients: another waits at most {slowest * 1000:.0f} ms; memory {before} to {server.memory('VmHWM')} MB; "
               f"{'they are cut off' if gone else 'they stay'}")


FLOODS = [shutdown, large_bodies, half_open, few_descriptors, no_descriptors, keep_alive, pipelining, sessions, expectations, strangers, old_http, never_reads]
if options.measure:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
for each in FLOODS:
    if not options.names or each.__name__ in options.names:
        for line in each():
            print(f"ok {each.__name__}: {line}", flush=True)
print("ok the end")
