"""Sends the same requests to two MCP servers, and fails where they do not keep the same rules: same-rules.py URL URL [KEY].

The first is mcp-everything, which the official conformance suite has accepted; the second is `ipai serve`, which takes KEY. Compared
are the status, the media type, the fields Allow and Mcp-Session-Id, and of the message its id, the code of its error or the keys
of its result: what the protocol decides, and not what the tools of a server say."""
import base64, http.client, json, sys, urllib.parse

OLD, OLDEST, NEW = "2025-11-25", "2025-06-18", "2026-07-28"
BOTH = "application/json, text/event-stream"
META = {"io.modelcontextprotocol/protocolVersion": NEW, "io.modelcontextprotocol/clientCapabilities": {}}


class Server:
    def __init__(self, url, key=None):
        self.url, self.key = urllib.parse.urlparse(url), key
        self.sessions = {}

    def send(self, method, body=None, headers=(), path=None):
        """The status, the fields and the body of an answer; None for a body that is a stream without an end."""
        connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=20)
        connection.putrequest(method, path or self.url.path, skip_host=True, skip_accept_encoding=True)
        fields = [("Host", self.url.netloc)] if not any(name == "Host" for name, _ in headers) else []
        fields += [("X-API-Key", self.key)] if self.key else []
        for name, value in fields + list(headers):
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        kind = answer.headers.get("Content-Type", "").split(";")[0]
        data = None if method == "GET" and kind == "text/event-stream" else answer.read()
        connection.close()
        return answer.status, answer.headers, kind, data

    def session(self, version):
        """The id of a session, opened when it is first needed."""
        if version not in self.sessions:
            message = dict(jsonrpc="2.0", id=0, method="initialize", params=dict(
                protocolVersion=version, capabilities={}, clientInfo=dict(name="rules", version="1")))
            status, headers, _, _ = self.send("POST", json.dumps(message).encode(), [("Content-Type", "application/json"), ("Accept", BOTH)])
            assert status == 200, status
            self.sessions[version] = headers["Mcp-Session-Id"]
            self.send("POST", b'{"jsonrpc":"2.0","method":"notifications/initialized"}', self.fields(version))
        return self.sessions[version]

    def fields(self, version, **changes):
        """The header fields of a request of a session; a change to None takes a field away."""
        fields = {"Content-Type": "application/json", "Accept": BOTH, "MCP-Protocol-Version": version}
        if version != NEW:
            fields["Mcp-Session-Id"] = self.session(version)
        fields |= {name.replace("_", "-"): value for name, value in changes.items()}
        return [(name, value) for name, value in fields.items() if value is not None]


def told(status, headers, kind, data):
    """What of an answer the protocol decides."""
    if status == 403:
        # Whoever is not let in need not be told in the words of the protocol.
        return dict(status=status)
    said = dict(status=status, kind=kind, allow=headers.get("Allow"), session=bool(headers.get("Mcp-Session-Id")))
    if not data:
        return said
    if kind == "text/event-stream":
        data = [line[5:] for line in data.splitlines() if line.startswith(b"data:") and line[5:].strip()][-1]
    try:
        message = json.loads(data)
    except ValueError:
        return said | dict(body="no JSON")
    if "jsonrpc" not in message:
        # What stands before MCP has error bodies of its own.
        return said | dict(kind="other")
    said |= dict(keys=sorted(set(message) - {"error", "result"}), id=message.get("id"))
    if "error" in message:
        return said | dict(code=message["error"]["code"])
    keys = set(message["result"])
    # What a server has to say about itself and how long an answer may be kept are its own.
    return said | dict(result=sorted(keys - {"instructions", "nextCursor"}))


def request(method, params=None, id=1, **more):
    return json.dumps(dict(jsonrpc="2.0", id=id, method=method, **({} if params is None else {"params": params}), **more)).encode()


def modern(method, id=1, meta=META, **params):
    return json.dumps(dict(jsonrpc="2.0", id=id, method=method, params=dict(params, **({} if meta is None else {"_meta": meta})))).encode()


def cases():
    """A name for each case, and what sends it to a server."""
    for version in (OLDEST, OLD):
        def post(body, version=version, **changes):
            return lambda server: server.send("POST", body, server.fields(version, **changes))

        yield f"{version}: ping", post(request("ping"))
        yield f"{version}: an id of text", post(request("ping", id="a"))
        yield f"{version}: a large id", post(request("ping", id=1 << 52))
        yield f"{version}: no id", post(b'{"jsonrpc":"2.0","method":"notifications/roots/list_changed"}')
        for name, value in (("null", None), ("fraction", 1.5), ("array", [1]), ("true", True)):
            yield f"{version}: the id {name}", post(request("ping", id=value))
        yield f"{version}: a batch", post(b"[" + request("ping") + b"]")
        yield f"{version}: an empty batch", post(b"[]")
        yield f"{version}: no JSON", post(b"{")
        yield f"{version}: an empty body", post(b"")
        yield f"{version}: no UTF-8", post(b'{"jsonrpc":"2.0","id":1,"method":"\xff"}')
        yield f"{version}: another jsonrpc", post(b'{"jsonrpc":"1.0","id":1,"method":"ping"}')
        yield f"{version}: no method", post(b'{"jsonrpc":"2.0","id":1}')
        yield f"{version}: params of another kind", post(b'{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}')
        yield f"{version}: deep nesting", post(b'{"jsonrpc":"2.0","id":1,"method":"ping","params":' + b'{"a":' * 3000 + b"1" + b"}" * 3001)
        yield f"{version}: an unknown method", post(request("nothing/such"))
        yield f"{version}: an unknown tool", post(request("tools/call", dict(name="nothing")))
        yield f"{version}: a tool without a name", post(request("tools/call", {}))
        yield f"{version}: a cursor of nobody", post(request("tools/list", dict(cursor="nonsense")))
        yield f"{version}: tools", post(request("tools/list"))
        yield f"{version}: templates", post(request("resources/templates/list"))
        yield f"{version}: resources", post(request("resources/list"))
        yield f"{version}: a resource that is not there", post(request("resources/read", dict(uri="nothing://such")))
        yield f"{version}: prompts", post(request("prompts/list"))
        yield f"{version}: a prompt that is not there", post(request("prompts/get", dict(name="nothing")))
        yield f"{version}: a method of the new revision", post(request("server/discover"))
        yield f"{version}: a notification", post(b'{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}}')
        yield f"{version}: a response to nothing", post(b'{"jsonrpc":"2.0","id":99,"result":{}}')
        yield f"{version}: no session", post(request("ping"), Mcp_Session_Id=None)
        yield f"{version}: an unknown session", post(request("ping"), Mcp_Session_Id="0" * 32)
        yield f"{version}: an unknown version", post(request("ping"), MCP_Protocol_Version="1999-01-01")
        yield f"{version}: no version", post(request("ping"), MCP_Protocol_Version=None)
        yield f"{version}: one kind of answer", post(request("ping"), Accept="application/json")
        yield f"{version}: no accepted kind", post(request("ping"), Accept="text/plain")
        yield f"{version}: another media type", post(request("ping"), Content_Type="text/plain")
        yield f"{version}: the stream", lambda server, version=version: server.send("GET", None, server.fields(version))
        yield f"{version}: the stream without Accept", lambda server, version=version: server.send("GET", None, server.fields(version, Accept=None))
        yield f"{version}: the stream without a session", lambda server, version=version: server.send("GET", None, server.fields(version, Mcp_Session_Id=None))
        yield f"{version}: initialize again", post(request("initialize", dict(protocolVersion=version, capabilities={}, clientInfo=dict(name="r", version="1"))))
    for version in (OLDEST, OLD, "2024-11-05", "1999-01-01", NEW):
        body = request("initialize", dict(protocolVersion=version, capabilities={}, clientInfo=dict(name="r", version="1")))
        yield f"initialize {version}", lambda server, body=body: server.send("POST", body, [("Content-Type", "application/json"), ("Accept", BOTH)])
    yield "initialize without params", lambda server: server.send("POST", request("initialize"), [("Content-Type", "application/json"), ("Accept", BOTH)])

    def post(body, method="tools/list", **changes):
        return lambda server: server.send("POST", body, server.fields(NEW, Mcp_Method=method, **changes))

    yield f"{NEW}: discover", post(modern("server/discover"), "server/discover")
    yield f"{NEW}: tools", post(modern("tools/list"))
    yield f"{NEW}: an id of text", post(modern("tools/list", id="a"))
    yield f"{NEW}: a batch", post(b"[" + modern("tools/list") + b"]")
    yield f"{NEW}: no JSON", post(b"nonsense")
    yield f"{NEW}: no _meta", post(modern("tools/list", meta=None))
    yield f"{NEW}: no version in _meta", post(modern("tools/list", meta={"io.modelcontextprotocol/clientCapabilities": {}}))
    yield f"{NEW}: no capabilities in _meta", post(modern("tools/list", meta={"io.modelcontextprotocol/protocolVersion": NEW}))
    yield f"{NEW}: another version in _meta", post(modern("tools/list", meta=META | {"io.modelcontextprotocol/protocolVersion": "1999-01-01"}))
    yield f"{NEW}: another version in both", post(modern("tools/list", meta=META | {"io.modelcontextprotocol/protocolVersion": "2099-01-01"}), MCP_Protocol_Version="2099-01-01")
    yield f"{NEW}: no method in the header", post(modern("tools/list"), None)
    yield f"{NEW}: another method in the header", post(modern("tools/list"), "tools/call")
    yield f"{NEW}: an unknown method", post(modern("nothing/such"), "nothing/such")
    yield f"{NEW}: a method of sessions", post(modern("ping"), "ping")
    yield f"{NEW}: initialize", post(modern("initialize"), "initialize")
    yield f"{NEW}: an unknown tool", post(modern("tools/call", name="nothing"), "tools/call", Mcp_Name="nothing")
    yield f"{NEW}: a tool without a name in the header", post(modern("tools/call", name="nothing"), "tools/call")
    yield f"{NEW}: another name in the header", post(modern("tools/call", name="nothing"), "tools/call", Mcp_Name="other")
    encoded = "=?base64?" + base64.b64encode("nothing".encode()).decode() + "?="
    yield f"{NEW}: an encoded name in the header", post(modern("tools/call", name="nothing"), "tools/call", Mcp_Name=encoded)
    yield f"{NEW}: a cursor of nobody", post(modern("tools/list", cursor="nonsense"))
    yield f"{NEW}: a resource that is not there", post(modern("resources/read", uri="nothing://such"), "resources/read", Mcp_Name="nothing://such")
    yield f"{NEW}: a prompt that is not there", post(modern("prompts/get", name="nothing"), "prompts/get", Mcp_Name="nothing")
    yield f"{NEW}: a session id is ignored", post(modern("tools/list"), Mcp_Session_Id="0" * 32)
    yield f"{NEW}: one kind of answer", post(modern("tools/list"), Accept="application/json")
    yield f"{NEW}: another media type", post(modern("tools/list"), Content_Type="text/plain")
    yield f"{NEW}: a notification", post(b'{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"_meta":' + json.dumps(META).encode() + b"}}", "notifications/cancelled")
    yield f"{NEW}: a response", post(b'{"jsonrpc":"2.0","id":1,"result":{}}', None)
    for method in ("PUT", "PATCH"):
        yield method, lambda server, method=method: server.send(method, b"{}", server.fields(OLD))
    for method in ("POST", "GET", "DELETE"):
        body = request("ping") if method == "POST" else None
        yield f"{method} from a foreign page", lambda server, method=method, body=body: server.send(method, body, server.fields(OLD, Origin="https://evil.example.com"))
        yield f"{method} for a foreign host", lambda server, method=method, body=body: server.send(method, body, server.fields(OLD, Host="evil.example.com"))
    for version in (OLDEST, OLD):
        yield f"{version}: the end", lambda server, version=version: server.send("DELETE", None, server.fields(version))
        yield f"{version}: after the end", lambda server, version=version: server.send("POST", request("ping"), server.fields(version))


everything, ipai = Server(sys.argv[1]), Server(*sys.argv[2:4])
count, differences = 0, []
for name, send in cases():
    count += 1
    expected, found = told(*send(everything)), told(*send(ipai))
    if expected != found:
        changed = {key: (expected.get(key), found.get(key)) for key in {*expected, *found} if expected.get(key) != found.get(key)}
        differences.append(f"{name}: {changed}")
print("\n".join(differences + [f"{count} requests, {len(differences)} differences"]))
sys.exit(1 if differences else 0)
