"""Sends what no client should send, over sockets, to a server: rubbish.py ADDRESS PID, with the id of its process."""
import json, os, random, select, signal, socket, sys, time, urllib.parse

where = urllib.parse.urlparse(sys.argv[1])
process = int(sys.argv[2])
HEAD = (f"POST /mcp HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: application/json\r\n"
        "Accept: application/json, text/event-stream\r\n")
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}


def connect():
    connection = socket.create_connection((where.hostname, where.port))
    connection.settimeout(60)
    return connection


def status(connection):
    """The status of the next response; 0 when the server hung up without one."""
    data = b""
    try:
        while b"\r\n" not in data:
            part = connection.recv(4096)
            if not part:
                return 0
            data += part
    except ConnectionError:
        return 0
    return int(data.split()[1])


def send(data, wanted, what):
    """Sends a request on a connection of its own. Its status has to be one of `wanted`."""
    with connect() as connection:
        try:
            connection.sendall(data if isinstance(data, bytes) else data.encode())
        except ConnectionError:
            pass  # The server may refuse a request before all of it has arrived. Its status shows whether it did.
        got = status(connection)
    assert got in wanted, f"{what}: {got}"


def is_served(after):
    """The next client has to be served, whatever the one before it sent."""
    send(call("server/discover"), [200], f"a good request after {after}")


def call(method, headers="", **params):
    body = json.dumps(dict(jsonrpc="2.0", id=1, method=method, params=dict(params, _meta={**META, "progressToken": 1})))
    head = f"{HEAD}MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: {method}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return (head + body).encode()


def begin(connection):
    """Reads a stream up to its first message, since a client that leaves before that leaves no stream behind."""
    data = b""
    while b"started" not in data:
        part = connection.recv(4096)
        assert part, f"the server hung up: {data}"
        data += part
    assert data.startswith(b"HTTP/1.1 200 "), data


def wait(what, condition):
    for _ in range(600):
        if condition():
            return
        time.sleep(.1)
    raise AssertionError(what)


def descriptors():
    """How many descriptors the server has open."""
    return len(os.listdir(f"/proc/{process}/fd"))


def is_running():
    """Whether the server's process is there and has not ended."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


assert is_running(), f"there is no process {process}"
is_served("nothing else")
idle = descriptors()
send(HEAD + "Content-Length: 1000000000\r\n\r\nxxx", [413], "a body of 1 GB, announced")
send(HEAD + "Content-Length: -1\r\n\r\n", [400], "a length below zero")
send(HEAD + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}}", [400], "two lengths")
send(HEAD + "Mcp-Method: a\r\n" * 50 + "Content-Length: 2\r\n\r\n{}", [400], "a header fifty times")
send(HEAD + "X: " + "y" * 200_000 + "\r\n\r\n", [0, 400, 431], "a header of 200 kB")
is_served("a header of 200 kB")
send("GARBAGE\r\n\r\n", [0, 400], "no HTTP")
for seed in range(20):
    send(random.Random(seed).randbytes(5000) + b"\r\n\r\n", [0, 400], f"random bytes, seed {seed}")
is_served("random bytes")
send(HEAD.replace(where.netloc, "evil.example.com") + "Content-Length: 2\r\n\r\n{}", [403], "a foreign host")
send(f"HEAD /mcp HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n", [405], "HEAD")
send(f"GET /other HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n", [404], "another path")
print("ok requests")

with connect() as connection:
    connection.sendall((HEAD + "Transfer-Encoding: chunked\r\n\r\n").encode())
    got = None
    is_cut_off = False
    for _ in range(4000):
        try:
            connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        except ConnectionError:
            is_cut_off = True
            break
        if got is None and select.select([connection], [], [], 0)[0]:
            got = status(connection)
    assert got == 413, f"a body without end: {got}"
    assert is_cut_off, "250 MB in chunks were taken"
is_served("a body without end")
print("ok a body without end")

wait("connections that were refused are kept", lambda: descriptors() <= idle)
never = call("tools/call", "Mcp-Name: test_never_returns\r\n", name="test_never_returns")
for _ in range(200):
    with connect() as connection:
        connection.sendall(never)
        begin(connection)
wait("connections of clients that have gone are kept", lambda: descriptors() <= idle)
print("ok clients gone in the middle of a stream")

slow = connect()
slow.sendall(never[:200])
is_served("all of that")
stream = connect()
stream.sendall(never)
begin(stream)
os.kill(process, signal.SIGTERM)
rest = b""
while part := stream.recv(4096):
    rest += part
assert b'"id":1' in rest, f"a stream ends without an answer: {rest}"
assert rest.endswith(b"0\r\n\r\n"), f"a stream is cut off: {rest}"
assert slow.recv(4096) == b"", "half a request is answered"
wait("the server goes on", lambda: not is_running())
print("ok the end")
