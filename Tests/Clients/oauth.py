"""Uses `ipai serve` with access tokens: oauth.py IPAI. For the Python SDK 2.x, whose client gets a token by itself.

An authorization server runs beside it (RFC 8414, RFC 7517 and the grant of RFC 6749, section 4.4), which can be told to change its
keys, to hang and to lie. Prints one line of JSON: what happened."""
import asyncio, base64, hashlib, hmac, http.server, json, os, re, signal, socket, subprocess, sys, threading, time, urllib.error, urllib.parse, urllib.request

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from mcp import ClientSession
from mcp.client.auth.extensions.client_credentials import ClientCredentialsOAuthProvider
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client

ALGORITHMS = {
    "RS256": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": lambda: ed25519.Ed25519PrivateKey.generate(),
}


class Issuer:
    """An authorization server."""

    def __init__(self, manner="honest"):
        self.manner = manner
        self.generation = 0
        self.fetches = 0
        self.change_keys()
        self.released = threading.Event()
        issuer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def answer(self, value):
                body = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                if self.path == "/.well-known/oauth-authorization-server":
                    other = "https://elsewhere.example.com" if issuer.manner == "lies" else issuer.address
                    return self.answer(issuer.metadata | {"issuer": other})
                if self.path != "/keys":
                    return self.send_error(404)
                issuer.fetches += 1
                if issuer.manner == "hangs":
                    return issuer.released.wait(60)
                if issuer.manner == "babbles":
                    return self.answer({"keys": "there are none"})
                self.answer({"keys": issuer.published()})

            def do_POST(self):
                form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                if self.path != "/token" or form.get("grant_type") != ["client_credentials"]:
                    return self.send_error(400)
                # The resource is what the token is for (RFC 8707).
                token = issuer.token(aud=form["resource"][0], scope=form.get("scope", [""])[0])
                self.answer({"access_token": token, "token_type": "Bearer", "expires_in": 300})

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def metadata(self):
        return dict(
            issuer=self.address, authorization_endpoint=self.address + "/authorize", token_endpoint=self.address + "/token",
            jwks_uri=self.address + "/keys", response_types_supported=["code"], grant_types_supported=["client_credentials"],
            token_endpoint_auth_methods_supported=["client_secret_basic"], code_challenge_methods_supported=["S256"])

    def change_keys(self):
        self.generation += 1
        self.keys = {name: make() for name, make in ALGORITHMS.items()}

    def kid(self, algorithm):
        return f"{algorithm}-{self.generation}"

    def published(self):
        found = []
        for name, key in self.keys.items():
            form = jwt.algorithms.get_default_algorithms()[name].to_jwk(key.public_key(), as_dict=True)
            found.append(form | {"kid": self.kid(name), "alg": name, "use": "sig"})
        return found

    def token(self, algorithm="ES256", key=None, headers=None, **claims):
        now = int(time.time())
        base = dict(iss=self.address, aud=None, sub="ada", iat=now, exp=now + 300, scope="ipai:write")
        claims = {name: value for name, value in (base | claims).items() if value is not None}
        return jwt.encode(claims, key or self.keys[algorithm], algorithm=algorithm, headers=headers or {"kid": self.kid(algorithm), "typ": "at+jwt"})


def free_port():
    """A port that is free at the moment: the address of a resource has it in it, so it cannot be found out afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`ipai serve` that accepts the tokens of an issuer."""

    def __init__(self, issuer, port=None):
        port = port or free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.mcp = self.address + "/mcp"
        options = ["--oauth-issuer", issuer.address, "--oauth-audience", self.mcp] if issuer else []
        self.process = subprocess.Popen(
            [sys.argv[1], "serve", "--port", str(port)] + options, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.process.stdout.readline()
        self.log = []
        threading.Thread(target=lambda: [self.log.append(line) for line in self.process.stderr], daemon=True).start()

    def ask(self, path="/v1/status", token=None, header="Authorization", body=None, **headers):
        if token:
            headers[header] = f"Bearer {token}" if header == "Authorization" else token
        request = urllib.request.Request(self.address + path, headers=headers, data=body)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, dict(answer.headers), answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, dict(answer.headers), answer.read().decode()

    def status(self, **how):
        return self.ask(**how)[0]

    def stop(self):
        self.process.terminate()
        return self.process.wait(15)


class Memory:
    """Keeps tokens for a client of the SDK."""

    tokens = info = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.info

    async def set_client_info(self, info):
        self.info = info


async def tools(server, issuer):
    """What a client is offered that knows the address of the server and its own credentials, and nothing else."""
    provider = ClientCredentialsOAuthProvider(
        server_url=server.mcp, storage=Memory(), client_id="client", client_secret="secret", issuer=issuer.address)
    async with create_mcp_http_client(auth=provider) as client:
        async with streamable_http_client(server.mcp, http_client=client) as found, ClientSession(*found[:2]) as session:
            await session.initialize()
            return sorted(tool.name for tool in (await session.list_tools()).tools)


def refused(issuer, server):
    """Tokens that must not be accepted, with the statuses that they get."""
    good = dict(aud=server.mcp)
    now = int(time.time())
    head, payload, signature = issuer.token(**good).split(".")
    public = issuer.keys["RS256"].public_key()
    changed = json.loads(base64.urlsafe_b64decode(payload + "=="))
    changed["scope"] = "ipai:admin"
    altered = base64.urlsafe_b64encode(json.dumps(changed).encode()).decode().rstrip("=")
    numbers = jwt.algorithms.RSAAlgorithm.to_jwk(public).encode()
    confused = base64.urlsafe_b64encode(json.dumps(dict(alg="HS256", kid=issuer.kid("RS256"))).encode()).decode().rstrip("=") + "." + payload
    confused += "." + base64.urlsafe_b64encode(hmac.new(numbers, confused.encode(), hashlib.sha256).digest()).decode().rstrip("=")
    tokens = {
        "expired": issuer.token(**good, exp=now - 1), "early": issuer.token(**good, nbf=now + 600),
        "other audience": issuer.token(aud="https://other.example.com/mcp"), "other issuer": issuer.token(**good, iss="https://elsewhere.example.com"),
        "altered": f"{head}.{altered}.{signature}", "alg none": jwt.encode(changed, None, algorithm="none"),
        "alg HS256": confused, "foreign key": issuer.token(**good, key=ec.generate_private_key(ec.SECP256R1())),
        "no expiry": issuer.token(**good, exp=None), "no subject": issuer.token(**good, sub=None), "empty": "..", "rubbish": "eyJ.e30.x",
        "critical": issuer.token(**good, headers=dict(kid=issuer.kid("ES256"), crit=["x"], x=1)),
    }
    return {name: server.status(token=token) for name, token in tokens.items()}


def challenge(answer):
    """The status, the error and the scope of an answer."""
    status, headers, _ = answer
    found = dict(re.findall(r'(\w+)="([^"]*)"', headers.get("WWW-Authenticate", "")))
    return [str(status), found.get("error"), found.get("scope")]


def honest():
    issuer = Issuer()
    server = Server(issuer)
    said = {}
    try:
        status, headers, _ = server.ask()
        said["withoutToken"] = [str(status), headers["WWW-Authenticate"].replace(server.address, "SERVER")]
        _, headers, text = server.ask("/.well-known/oauth-protected-resource/mcp")
        document = json.loads(text)
        said["metadata"] = [
            headers["Content-Type"] == "application/json", document["authorization_servers"] == [issuer.address],
            document["resource"] == server.mcp]
        said["developmentKey"] = server.status(token="dev-only-insecure-key")
        # The keys are fetched with the first token, and not again within 30 seconds, which nothing here may take.
        old = issuer.token(aud=server.mcp)
        first = server.status(token=old)
        keys, generation = issuer.keys, issuer.generation
        issuer.change_keys()
        new = issuer.token(aud=server.mcp)
        said["rotated"] = [first, server.status(token=old), server.status(token=new)]
        issuer.keys, issuer.generation, changed, later = keys, generation, issuer.keys, issuer.generation
        said["accepted"] = {name: server.status(token=issuer.token(name, aud=server.mcp)) for name in ALGORITHMS}
        said["listOfAudiences"] = server.status(token=issuer.token(aud=["https://x.example.com", server.mcp]))
        said["refused"] = refused(issuer, server)
        said["asKey"] = server.status(token=issuer.token(aud=server.mcp), header="X-API-Key")
        said["noScope"] = challenge(server.ask(token=issuer.token(aud=server.mcp, scope="openid")))
        reader = issuer.token(aud=server.mcp, scope="ipai:read")
        said["readerWrites"] = challenge(
            server.ask("/v1/memory", token=reader, body=b'{"text": "x"}', **{"Content-Type": "application/json"}))
        said["tools"] = asyncio.run(tools(server, issuer))
        said["fetches"] = issuer.fetches
        # However many unknown keys there are, one fetch begins in 30 seconds.
        issuer.keys, issuer.generation = changed, later
        time.sleep(31)
        said["afterThePause"] = [server.status(token=new), server.status(token=old), issuer.fetches]
        issuer.server.shutdown()
        issuer.server.server_close()
        said["issuerGone"] = server.status(token=new)
    finally:
        said["exit"] = server.stop()
    return said


def dishonest(manner):
    """What clients get when there are no keys, and whether the others are served meanwhile."""
    issuer = Issuer(manner)
    server = Server(issuer)
    try:
        answers = []
        asking = threading.Thread(target=lambda: answers.append(server.ask(token=issuer.token(aud=server.mcp))))
        asking.start()
        while not issuer.fetches and asking.is_alive():
            time.sleep(0.01)
        health, other = server.status(path="/health"), server.status(token="no-key")
        # One that hangs has not been given up yet.
        served = manner != "hangs" or asking.is_alive()
        asking.join()
        status, headers, _ = answers[0]
        return dict(status=status, retry=headers.get("Retry-After"), health=health, other=other, served=served)
    finally:
        issuer.released.set()
        server.stop()


def reload():
    """The statuses of tokens of two issuers before and after the configuration names the second, and after a broken one."""
    first, second = Issuer(), Issuer()
    folder = os.environ["HOME"] + "/.config/ipai"
    os.makedirs(folder, exist_ok=True)
    port = free_port()

    def configure(issuer, audience=f"http://127.0.0.1:{port}/mcp"):
        with open(folder + "/config.yaml", "w") as file:
            file.write(f"oauth_issuer: {issuer}\noauth_audience: {audience}\n")

    configure(first.address)
    server = Server(None, port=port)

    def statuses():
        return [server.status(token=issuer.token(aud=server.mcp)) for issuer in (first, second)]

    said = {}
    try:
        said["before"] = statuses()
        configure(second.address)
        server.process.send_signal(signal.SIGHUP)
        for _ in range(100):
            if statuses() != said["before"]:
                break
            time.sleep(0.1)
        # The two are asked one after the other, and the change may have come in between.
        said["after"] = statuses()
        configure("http://elsewhere.example.com")
        server.process.send_signal(signal.SIGHUP)
        while not any("the configuration stays as it is" in line for line in server.log):
            time.sleep(0.1)
        said["broken"] = statuses()
    finally:
        server.stop()
    return said


said = {"honest": honest(), "reload": reload()}
for manner in ["hangs", "lies", "babbles"]:
    said[manner] = dishonest(manner)
print(json.dumps(said))
