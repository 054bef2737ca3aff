"""What may happen to `ipai serve` while it runs: serve-faults.py IPAI [--full] [NAME ...].

Each fault has a server of its own in a new home folder. A server that does not stand it fails the run; otherwise one line says what
happened. Without --full the floods are small; `disk` is left out where nothing can be mounted."""
import argparse, base64, concurrent.futures, contextlib, http.client, json, os, pathlib, re, resource, secrets, shutil, signal, socket, sqlite3
import subprocess, sys, tempfile, threading, time

arguments = argparse.ArgumentParser()
arguments.add_argument("ipai")
arguments.add_argument("names", nargs="*")
arguments.add_argument("--full", action="store_true")
options = arguments.parse_intermixed_args()
options.ipai = os.path.abspath(options.ipai)
KEY = "dev-only-insecure-key"
# How many seconds to wait for a server. This is no measure of speed: a server that takes longer has failed.
PATIENCE = 60


class Home:
    """A folder with a home and a database of its own."""

    def __init__(self, folder, database=None):
        self.folder = pathlib.Path(folder)
        self.database = pathlib.Path(database or self.folder / "data.db")
        self.environment = dict(HOME=folder, PATH=os.environ["PATH"], IPAI_DB=str(self.database), IPAI_RATE_LIMIT="0", LC_ALL="C.UTF-8")

    def run(self, *words):
        return subprocess.run([options.ipai, *words], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)


class Server:
    """`ipai serve` on a free port. It ends with a `with` statement, and has to end well."""

    def __init__(self, home, *words, descriptors=None):
        def limit():
            if descriptors:
                resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

        self.log = open(home.folder / f"serve-{secrets.token_hex(4)}.log", "w+")
        self.process = subprocess.Popen(
            [options.ipai, "serve", "--port", "0", *words], cwd=home.folder, env=home.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=self.log, text=True, preexec_fn=limit)
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        assert found, f"the server did not start: {line} {self.said()}"
        self.port = int(found[1])
        self.key = KEY

    def said(self):
        self.log.flush()
        return pathlib.Path(self.log.name).read_text()[-2000:]

    def __enter__(self):
        return self

    def __exit__(self, error, *_):
        if error:
            self.process.kill()
        status = self.end()
        assert error or status == 0, f"the server ended with {status}: {self.said()}"

    def end(self):
        """Tells the server to end, and returns its status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def ask(self, method, path, value=None, key=None, **headers):
        """The status and the body of an answer, and its header fields."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            body = value if value is None or isinstance(value, bytes) else json.dumps(value).encode()
            connection.request(method, path, body, {"X-API-Key": key or self.key, "Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            data = answer.read()
            if "json" in answer.headers.get("Content-Type", ""):
                data = json.loads(data)
            return answer.status, data, answer.headers

    def save(self, text, **fields):
        return self.ask("POST", "/v1/memory", dict(text=text, session_id="faults", **fields))

    def memory(self):
        """Resident memory in MB."""
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{self.process.pid}/status").read_text())[1]) >> 10

    def head(self, method, path, *more):
        fields = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"X-API-Key: {self.key}", *more]
        return "\r\n".join(fields).encode() + b"\r\n"


def messages(home):
    """The texts of all messages in a database."""
    with contextlib.closing(sqlite3.connect(home.database)) as connection:
        return {text for text, in connection.execute("SELECT content FROM message")}


def works(server):
    """Fails unless the server does all that it is there for."""
    assert server.ask("GET", "/health")[0] == 200
    status, answer, _ = server.save(f"it works {secrets.token_hex(4)}")
    assert status == 200 and answer["added"] == 1, (status, answer)
    assert server.ask("GET", "/v1/memory/search?query=works")[0] == 200


def eventually(condition, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(.05)
    return False


def half_open(home):
    """Connections that send half a head and stay."""
    count = 10_000 if options.full else 500
    with Server(home) as server:
        before, held = server.memory(), []
        for _ in range(count):
            connection = socket.socket()
            connection.setblocking(False)
            connection.connect_ex(("127.0.0.1", server.port))
            held.append(connection)
        time.sleep(1)
        for connection in held:
            with contextlib.suppress(OSError):
                connection.send(b"GET /health HTTP/1.1\r\nHost: 127.0")
        start = time.monotonic()
        works(server)
        seconds, grown = time.monotonic() - start, server.memory() - before
        assert grown < 200, f"{grown} MB"
        for connection in held:
            connection.close()
        assert eventually(lambda: len(os.listdir(f"/proc/{server.process.pid}/fd")) < 40), "connections stay open"
        works(server)
    return f"{count} connections, a good client was done after {seconds:.1f} s, {grown} MB more"


def largest_bodies(home):
    """Bodies of the largest size that arrive at the same time, and one client of another kind."""
    count = 200 if options.full else 48
    text = json.dumps(dict(query="x" * ((4 << 20) - 100))).encode()
    flooding = home.run("keys", "create", "flood").stdout.strip()
    good = home.run("keys", "create", "good", "--scope", "write").stdout.strip()
    with Server(home) as server:
        server.key = good
        before, peak, done = server.memory(), [0], threading.Event()

        def send(_):
            try:
                answer = server.ask("POST", "/memory/recall", text, key=flooding)
            except (ConnectionError, socket.timeout) as error:
                return type(error).__name__
            return answer[0]

        def watch():
            while not done.is_set():
                peak[0] = max(peak[0], server.memory())
                time.sleep(.02)

        with concurrent.futures.ThreadPoolExecutor(count) as threads:
            threading.Thread(target=watch, daemon=True).start()
            sending = [threads.submit(send, number) for number in range(count)]
            start = time.monotonic()
            works(server)
            seconds = time.monotonic() - start
            statuses = [each.result() for each in sending]
            done.set()
        assert any(isinstance(status, int) for status in statuses), statuses
        assert set(statuses) <= {400, 413, 429, 503, "BrokenPipeError", "ConnectionResetError"}, set(statuses)
        assert peak[0] - before < 400, f"{peak[0] - before} MB"
        works(server)
    said = ", ".join(f"{status}: {statuses.count(status)}" for status in sorted(set(statuses), key=str))
    return f"{count} bodies of 4 MiB ({said}), a good client was done after {seconds:.1f} s, {peak[0] - before} MB more"


def few_descriptors(home):
    """As few descriptors as a process may have that does anything."""
    said = {}
    for descriptors in (8, 32, 64):
        try:
            with Server(home, descriptors=descriptors) as server:
                held = [server.connect() for _ in range(100)]
                works(server)
                said[descriptors] = "works"
                for connection in held:
                    connection.close()
        except AssertionError as error:
            # It must say what is wrong, and not break in the middle.
            assert "did not start" in str(error) and "ipai: " in str(error), f"{descriptors}: {error}"
            said[descriptors] = re.search(r"ipai: (.*)", str(error))[1]
    assert said[64] == "works", said
    return "; ".join(f"{count}: {what}" for count, what in said.items())


def killed(home):
    """kill -9 while clients write: whatever was acknowledged is there."""
    acknowledged, lock, rounds = set(), threading.Lock(), 4
    for turn in range(rounds):
        server = Server(home)

        def write(number):
            for count in range(10_000):
                text = f"note {turn}-{number}-{count}"
                try:
                    if server.save(text)[0] != 200:
                        continue
                except (OSError, http.client.HTTPException):
                    return
                with lock:
                    acknowledged.add(text)

        with concurrent.futures.ThreadPoolExecutor(4) as threads:
            for number in range(4):
                threads.submit(write, number)
            time.sleep(.5 + turn / 10)
            server.process.kill()
        server.process.wait()
    lost = acknowledged - messages(home)
    assert not lost and len(acknowledged) > rounds, f"{len(lost)} of {len(acknowledged)} are lost"
    with Server(home) as server:
        works(server)
    return f"killed {rounds} times, {len(acknowledged)} acknowledged, none lost"


def shared(home):
    """Two servers and a command line write to one database."""
    with Server(home) as first, Server(home) as second:
        def write(server, name, count):
            for number in range(count):
                status, answer, _ = server.save(f"{name} {number}")
                assert status == 200, answer

        def command(count):
            for number in range(count):
                run = home.run("memory", "add", f"command {number}")
                assert run.returncode == 0, run.stderr

        with concurrent.futures.ThreadPoolExecutor() as threads:
            jobs = [threads.submit(write, first, "first", 40), threads.submit(write, second, "second", 40), threads.submit(command, 10)]
            for job in jobs:
                job.result()
        assert len(messages(home)) == 90, len(messages(home))
        for server, other in ((first, "second"), (second, "first")):
            status, found, _ = server.ask("GET", f"/v1/memory/search?query={other}")
            assert status == 200 and other in json.dumps(found["results"]), found
    return "90 messages by three writers, none lost or refused"


def stream_of(server):
    """A session's stream over HTTP."""
    common = ["Accept: application/json, text/event-stream", "Content-Type: application/json"]
    message = json.dumps(dict(jsonrpc="2.0", id=1, method="initialize", params=dict(
        protocolVersion="2025-11-25", capabilities={}, clientInfo=dict(name="faults", version="1")))).encode()
    status, _, headers = server.ask("POST", "/mcp", message, Accept="application/json, text/event-stream")
    assert status == 200, status
    connection = server.connect()
    connection.sendall(server.head("GET", "/mcp", *common, f"Mcp-Session-Id: {headers['Mcp-Session-Id']}", "MCP-Protocol-Version: 2025-11-25") + b"\r\n")
    assert connection.recv(4096).startswith(b"HTTP/1.1 200")
    return connection


def socket_of(server):
    """A WebSocket."""
    connection = server.connect()
    connection.sendall(server.head(
        "GET", "/ws", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: mcp",
        f"Sec-WebSocket-Key: {base64.b64encode(secrets.token_bytes(16)).decode()}") + b"\r\n")
    assert connection.recv(4096).startswith(b"HTTP/1.1 101")
    return connection


def revoked(home):
    """A key that is revoked while its client only listens: the stream ends within half a minute, the WebSocket within a whole one."""
    key = home.run("keys", "create", "listener").stdout.strip()
    said = {}

    def listen(name, connection):
        start, last = time.monotonic(), b""
        while part := connection.recv(4096):
            last = part
        said[name] = (time.monotonic() - start, last)

    with Server(home) as server:
        server.key = key
        stream, web = stream_of(server), socket_of(server)
        assert home.run("keys", "revoke", "listener").returncode == 0
        listening = []
        for name, connection in (("stream", stream), ("WebSocket", web)):
            connection.settimeout(2 * PATIENCE)
            listening.append(threading.Thread(target=listen, args=(name, connection)))
            listening[-1].start()
        for thread in listening:
            thread.join()
        # 1008: the client is not welcome any more.
        assert int.from_bytes(said["WebSocket"][1][-2:], "big") == 1008, said
    return ", ".join(f"{name} closed after {seconds:.0f} s" for name, (seconds, _) in sorted(said.items()))


def ended(home):
    """SIGTERM in the middle of a stream, of a WebSocket, of a body, and with a client that does not read."""
    server = Server(home)
    stream, web, idle, body, greedy = stream_of(server), socket_of(server), server.connect(), server.connect(), server.connect()
    body.sendall(server.head("POST", "/v1/memory", "Content-Type: application/json", "Content-Length: 40") + b'\r\n{"text": "half')
    greedy.sendall((server.head("GET", "/openapi.json") + b"\r\n") * 60)
    time.sleep(.5)
    start = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    status = server.process.wait(PATIENCE)
    seconds = time.monotonic() - start
    assert status == 0 and seconds < 10, (status, seconds, server.said())
    # What closes a WebSocket is a frame that says why: 1001, going away.
    frame = web.recv(100)
    assert frame[:1] == b"\x88" and int.from_bytes(frame[2:4], "big") == 1001, frame
    for connection in (stream, web, idle, body, greedy):
        connection.close()
    return f"the server ended after {seconds:.1f} s, the WebSocket with 1001"


def unread(port):
    """How many bytes have come for the connections of a port, and were not read yet (proc(5), /proc/net/tcp)."""
    lines = [line.split() for line in open("/proc/net/tcp").read().splitlines()[1:]]
    return sum(int(line[4].split(":")[1], 16) for line in lines if line[1].endswith(f":{port:04X}") and line[3] == "01")


def ended_at_work(home):
    """SIGTERM while requests are on their way: they are answered."""
    server, connections = Server(home), []
    for number in range(8):
        body = json.dumps(dict(session_id="faults", text=f"at work {number}" + " word" * 20_000)).encode()
        connection = server.connect()
        connection.sendall(server.head("POST", "/v1/memory", "Content-Type: application/json", f"Content-Length: {len(body)}") + b"\r\n" + body[:-1])
        connections.append((connection, body[-1:]))
    # All of them have been accepted, and miss one byte.
    assert eventually(lambda: len(os.listdir(f"/proc/{server.process.pid}/fd")) >= 8 + 24)
    time.sleep(.5)
    for connection, last in connections:
        connection.sendall(last)
    # What the server has not read yet when it stops is not on its way, and lost.
    assert eventually(lambda: unread(server.port) == 0)
    server.process.send_signal(signal.SIGTERM)
    answers = [connection.recv(4096)[:12] for connection, _ in connections]
    status = server.process.wait(PATIENCE)
    assert status == 0 and answers == [b"HTTP/1.1 200"] * 8, (status, answers, server.said())
    return "eight requests, all of them answered"


def standard_input(home):
    """The end of standard input and SIGTERM over --stdio, with a request that has just been sent."""
    said = []
    for way in ("end", "SIGTERM", "closed output"):
        process = subprocess.Popen([options.ipai, "serve", "--stdio"], cwd=home.folder, env=home.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for message in (
                dict(id=1, method="initialize", params=dict(protocolVersion="2025-11-25", capabilities={}, clientInfo=dict(name="faults", version="1"))),
                dict(method="notifications/initialized"), dict(id=2, method="tools/call", params=dict(name="memory_save", arguments=dict(text=f"by {way}")))):
            process.stdin.write(json.dumps(dict(jsonrpc="2.0", **message)).encode() + b"\n")
        process.stdin.flush()
        assert b'"id":1' in process.stdout.readline()
        if way == "end":
            process.stdin.close()
            rest = process.stdout.read()
            assert b'"id":2' in rest, rest
        elif way == "SIGTERM":
            assert b'"id":2' in process.stdout.readline()
            process.send_signal(signal.SIGTERM)
        else:
            process.stdout.close()
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(b'{"jsonrpc":"2.0","id":3,"method":"ping"}\n' * 100)
                process.stdin.close()
        start = time.monotonic()
        status = process.wait(PATIENCE)
        assert time.monotonic() - start < 10
        # Nobody catches the signal of a server whose client is the process that sends it.
        assert status == (-signal.SIGTERM if way == "SIGTERM" else 0), (way, status)
        said.append(f"{way}: {status}")
    assert {"by end", "by SIGTERM"} <= messages(home)
    return ", ".join(said)


def disk(home):
    """A disk that gets full while the server writes, and then has room again."""
    folder = home.folder / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True).returncode:
        return "left out: nothing can be mounted here"
    try:
        home = Home(str(home.folder), folder / "data.db")
        with Server(home) as server:
            works(server)
            kept, refused = set(), None
            for number in range(5_000):
                text = f"note {number} " + " ".join(f"word{secrets.randbelow(10**6)}" for _ in range(60))
                status, answer, _ = server.save(text)
                if status != 200:
                    refused = (status, answer)
                    break
                kept.add(text)
            assert refused and refused[0] in (503, 507) and "full" in refused[1]["detail"], refused
            assert server.ask("GET", "/health")[0] == 200
            assert server.ask("GET", "/v1/memory/search?query=note")[0] == 200
            lost = kept - messages(home)
            assert not lost, f"{len(lost)} of {len(kept)} are lost"
            subprocess.run(["mount", "-o", "remount,size=30m", str(folder)], check=True)
            works(server)
        return f"{len(kept)} notes, then {refused[0]}: {refused[1]['detail']}; reading goes on, and writing when there is room"
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def database(home):
    """The database locked and removed while it is served: whoever only reads does not wait."""
    said = []
    reader = home.run("keys", "create", "reader", "--scope", "read").stdout.strip()
    writer = home.run("keys", "create", "writer", "--scope", "write").stdout.strip()
    with Server(home) as server:
        server.key = writer
        works(server)
        with contextlib.closing(sqlite3.connect(home.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            answers = []
            writing = [threading.Thread(target=lambda: answers.append(server.save("while it is locked"))) for _ in range(8)]
            for thread in writing:
                thread.start()
            start = time.monotonic()
            while time.monotonic() < start + 2:
                asked = time.monotonic()
                for path in ("/health", "/ready", "/v1/skills", "/v1/memory/search?query=works"):
                    assert server.ask("GET", path, key=reader)[0] == 200, path
                assert time.monotonic() - asked < 10, "reading waits for the lock"
            time.sleep(1)
            other.execute("ROLLBACK")
            for thread in writing:
                thread.join()
            assert [status for status, _, _ in answers] == [200] * 8, answers
            said.append("locked for some seconds: reading goes on, and eight writers are served then")
        for name in (home.database, home.database.with_name("data.db-wal"), home.database.with_name("data.db-shm")):
            name.unlink(missing_ok=True)
        status, answer, _ = server.ask("GET", "/v1/memory/search?query=works")
        ready = server.ask("GET", "/ready")[0]
        assert server.ask("GET", "/health")[0] == 200
        saved = server.save("after it was removed")
        assert (status, ready) == (503, 503), (status, ready)
        said.append(f"removed: search {status}, ready {ready}, write {saved[0]} {saved[1].get('detail', '')}")
        assert saved[0] != 200 or home.database.exists() and "after it was removed" in messages(home), "a note was lost"
    return "; ".join(said)


FAULTS = [half_open, largest_bodies, few_descriptors, killed, shared, revoked, ended, ended_at_work, standard_input, disk, database]
for fault in FAULTS:
    if options.names and fault.__name__ not in options.names:
        continue
    folder = tempfile.mkdtemp()
    try:
        print(f"{fault.__name__}: {fault(Home(folder))}", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
