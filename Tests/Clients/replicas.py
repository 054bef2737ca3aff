"""Uses two servers of the same store: replicas.py BALANCER FIRST SECOND KEY PID. BALANCER is in front of FIRST, whose process is PID and is
killed under load, and SECOND. The current folder holds a skill, `tidy`. Clients without a session must see no error, and nothing that was
acknowledged may be lost."""
import http.client, json, os, signal, sys, threading, time, urllib.error, urllib.parse, urllib.request

BALANCER, FIRST, SECOND, KEY, PID = sys.argv[1:]
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
SECONDS, THREADS = 6, 8


def post(address, path, body, headers={}, key=KEY, timeout=30):
    request = urllib.request.Request(address + path, json.dumps(body).encode(), {
        "Content-Type": "application/json", "Accept": "application/json, text/event-stream", "X-API-Key": key, **headers})
    try:
        answer = urllib.request.urlopen(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        error.add_note(f"{path}: {error.read().decode()[:300]}")
        raise
    with answer:
        text = answer.read().decode()
        if answer.headers.get_content_type() == "text/event-stream":
            text = [line[6:] for line in text.splitlines() if line.startswith("data: ")][-1]
        return answer, json.loads(text) if text else None


def call(address, tool, arguments):
    """A tool call without a session."""
    params = {"name": tool, "arguments": arguments, "_meta": META}
    headers = {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": tool}
    _, answer = post(address, "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}, headers)
    assert "result" in answer and not answer["result"].get("isError"), answer
    return answer["result"]["structuredContent"]


def session(address):
    """A session, as clients of 2025-11-25 have it; returns its id."""
    params = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "replicas", "version": "1"}}
    answer, _ = post(address, "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params})
    return answer.headers["Mcp-Session-Id"]


def listed(address, session):
    headers = {"Mcp-Session-Id": session, "MCP-Protocol-Version": "2025-11-25"}
    return post(address, "/mcp", {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}, headers)[1]["result"]["tools"]


def stream(address, session, wanted, heard):
    """Listens to a session until it hears of something."""
    host = urllib.parse.urlparse(address)
    connection = http.client.HTTPConnection(host.hostname, host.port, timeout=60)
    connection.request("GET", "/mcp", headers={
        "Accept": "text/event-stream", "X-API-Key": KEY, "Mcp-Session-Id": session, "MCP-Protocol-Version": "2025-11-25"})
    answer = connection.getresponse()
    assert answer.status == 200, answer.status
    heard["ready"].set()
    while line := answer.readline():
        if wanted in line.decode():
            heard["heard"].set()
            return


def skills(address):
    """The names of all skills."""
    request = urllib.request.Request(address + "/v1/skills", headers={"X-API-Key": KEY})
    return [skill["name"] for skill in json.loads(urllib.request.urlopen(request, timeout=30).read())["skills"]]


# What is changed by one server, the clients of the other are told, and they see it at once.
heard = {"ready": threading.Event(), "heard": threading.Event()}
threading.Thread(
    target=stream, args=(SECOND, session(SECOND), "notifications/resources/list_changed", heard), daemon=True).start()
assert heard["ready"].wait(20), "the stream did not begin"
assert skills(SECOND) == []
post(FIRST, "/v1/skills/add", {"path": os.getcwd() + "/tidy"})
assert heard["heard"].wait(20), "the clients of the other server are told nothing"
assert skills(SECOND) == ["tidy"]
print("ok changes")

# A key that one server makes, the other accepts.
_, made = post(FIRST, "/v1/keys", {"name": "laptop", "scope": "read"})
post(SECOND, "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": {"_meta": META}},
     {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "server/discover"}, key=made["secret"])
# An answer that one server gave, the other gives again, and does not do the work twice.
repeated = {"Idempotency-Key": "once"}
first = post(FIRST, "/v1/memory", {"text": "said once", "session_id": "once", "id": "a"}, repeated)[1]
second = post(SECOND, "/v1/memory", {"text": "said once", "session_id": "once", "id": "a"}, repeated)[1]
assert first == second and first["added"] == 1, (first, second)
print("ok keys and answers")

# A session finds its server through the balancer.
kept = session(BALANCER)
for _ in range(6):
    assert listed(BALANCER, kept)
print("ok session")

stored, errors, slowest = [], [], [0.0]
end = time.monotonic() + SECONDS


def load(number):
    count = 0
    while time.monotonic() < end:
        name = f"m{number}-{count}"
        start = time.monotonic()
        try:
            if count % 3 == 2:
                assert call(BALANCER, "memory_recall", {"query": "harbour walrus"})
            elif count % 3 == 1:
                assert call(BALANCER, "memory_save", {"text": f"the walrus {name} sings"})
                stored.append(f"the walrus {name} sings")
            else:
                post(BALANCER, "/v1/memory", {"text": f"the harbour {name}", "session_id": f"s{number}", "id": name})
                stored.append(f"the harbour {name}")
        except (OSError, AssertionError, http.client.HTTPException) as error:
            errors.append(f"{name}: {error!r} {getattr(error, '__notes__', '')}")
        slowest[0] = max(slowest[0], time.monotonic() - start)
        count += 1


threads = [threading.Thread(target=load, args=(number,)) for number in range(THREADS)]
for thread in threads:
    thread.start()
time.sleep(SECONDS / 3)
os.kill(int(PID), signal.SIGKILL)
for thread in threads:
    thread.join()
assert not errors, errors[:5]
print(f"ok load: {len(stored)} stored, the slowest answer took {slowest[0]:.1f} s", file=sys.stderr)
print("ok load")

texts, after = "", ""
while after is not None:
    request = urllib.request.Request(f"{SECOND}/v1/memory/export?max_results=100{after}", headers={"X-API-Key": KEY})
    page = json.loads(urllib.request.urlopen(request, timeout=60).read())
    texts += json.dumps(page)
    after = f"&after={page['next']}" if page.get("next") else None
missing = [text for text in stored if text not in texts]
assert len(stored) > 10 and not missing, (len(stored), missing[:5])
print("ok nothing lost")

# A session of the server that is gone is unknown to the other, and its client begins anew (2025-11-25, Session Management).
try:
    if not listed(BALANCER, kept):
        raise AssertionError("nothing is listed")
except urllib.error.HTTPError as error:
    assert error.code == 404, error.code
assert listed(BALANCER, session(BALANCER))
print("ok sessions")
