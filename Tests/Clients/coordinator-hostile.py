"""Puts servers behind a coordinator that do what no server should: coordinator-hostile.py IPAI. Prints 'ok' and a name for each
thing that held."""
import http.client, json, os, re, signal, shutil, subprocess, sys, tempfile, threading, time, urllib.request

IPAI = os.path.abspath(sys.argv[1])
SERVER = os.path.dirname(os.path.abspath(__file__)) + "/hostile-server.py"
KEY = "key-of-the-lab-0123456789"
SECRET = "key-of-a-server-behind-0123456789"
WAYS = ["good", "many", "long", "schemas", "names", "changing", "pages", "same-page", "too-many", "deep", "endless-list", "endless-body", "other-id",
        "endless-call", "rubbish", "redirect", "slow"]
LIMITS = "tier: lab\ntimeouts: {{request_seconds: {}}}\nbreaker: {{failures: 1000}}\n"
# The most that the coordinator may ever have had in memory, in kB.
MOST_MEMORY = 1_500_000


class Lab:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="ipai-hostile-")
        self.log = self.folder + "/log"
        self.processes, self.ports = [], {}
        self.servers = self.folder + "/servers"
        os.mkdir(self.servers)
        open(self.log, "w").close()

    def start(self, *command, **environment):
        home = tempfile.mkdtemp(dir=self.folder)
        errors = open(home + "/errors", "w")
        process = subprocess.Popen(
            command, cwd=home, env={"PATH": os.environ["PATH"], "HOME": home, **environment}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
        process.errors = errors.name
        self.processes.append(process)
        return process

    def server(self, way, *files, name=None, url="http://127.0.0.1:{}", more="", **environment):
        process = self.start(sys.executable, SERVER, way, self.log, *files, **environment)
        self.ports[name or way] = port = int(process.stdout.readline())
        self.describe(name or way, url.format(port), more)

    def describe(self, name, url, more=""):
        with open(f"{self.servers}/{name}.yaml", "w") as file:
            file.write(f"name: {name}\n{LIMITS.format(60 if name == 'many' else 5)}connection:\n  url: {url}\n  api_key: {SECRET}\n{more}")

    def open(self):
        self.front = self.start(
            IPAI, "serve", "--coordinator", "--port", "0", "--rate-limit", "0", "--servers", self.servers,
            COORDINATOR_API_KEY=KEY)
        line = self.front.stdout.readline()
        assert "http" in line, open(self.front.errors).read()
        self.port = int(re.search(r":(\d+)", line.split("//")[1]).group(1))

    def get(self, path):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"X-API-Key": KEY})
        return json.load(urllib.request.urlopen(request, timeout=60))

    def wait(self, condition, what):
        end = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < end, f"{what}: {self.get('/status')}"
            time.sleep(0.1)

    def ask(self, method, name=None, **params):
        params["_meta"] = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
        headers = {"X-API-Key": KEY, "Content-Type": "application/json", "Accept": "application/json, text/event-stream",
                   "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": method}
        if name is not None:
            params["name"] = headers["Mcp-Name"] = name
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", "/mcp", json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}), headers)
        text = connection.getresponse().read()
        if not text.startswith(b"{"):
            text = next(line[5:] for line in text.split(b"\n") if line.startswith(b"data:") and b'"id":1' in line)
        return json.loads(text)

    def call(self, name, **arguments):
        answer = self.ask("tools/call", name, arguments=arguments)
        if "error" in answer:
            return answer["error"]
        result = answer["result"]
        return result.get("_meta", {}).get("ipai/error") or result["content"][0]["text"]

    def tools(self):
        found, cursor = [], {}
        while True:
            page = self.ask("tools/list", **cursor)["result"]
            found += page["tools"]
            if "nextCursor" not in page:
                return found
            cursor = {"cursor": page["nextCursor"]}

    def offers(self, server):
        try:
            return any(tool["name"].startswith(server + "__") for tool in self.tools())
        except KeyError:
            # The list has changed between two pages.
            return False

    def writes(self, key):
        return sum(line.split() == ["write", key] for line in open(self.log))

    def close(self):
        for process in self.processes:
            process.kill()
            process.wait()
        shutil.rmtree(self.folder)


def ok(what):
    print("ok", what, flush=True)


def lists(lab):
    health = lambda: lab.get("/health")["targets"]
    settled = {"up": ["good", "many", "long", "schemas", "names", "changing", "other-id", "endless-call", "rubbish", "slow"],
               "down": ["pages", "same-page", "too-many", "deep", "endless-list", "endless-body", "redirect"]}
    lab.wait(lambda: all(health()[name] == state for state, names in settled.items() for name in names), "states of the servers")
    assert lab.call("good__read") == "done"
    ok("the good one among them")
    lab.wait(lambda: {name.split("__")[0] for name in (tool["name"] for tool in lab.tools())} >= {*settled["up"]}, "tools")
    listed = lab.tools()
    names = [tool["name"] for tool in listed]
    assert len(set(names)) == len(names)
    wrong = [name for name in names if not re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", name)]
    assert not wrong, wrong[:5]
    count = lambda server: sum(name.startswith(server + "__") for name in names)
    assert count("many") == 50_000, count("many")
    assert lab.call("many__tool_49999") == "done"
    ok("50000 tools")
    assert count("long") == 1 and lab.call("long__long") == "done"
    ok("a description of 1 MB")
    for tool in listed:
        if tool["name"].startswith("names__"):
            assert lab.call(tool["name"]) == "done", tool["name"]
    assert count("names") >= 7, names
    ok("names")
    for tool in listed:
        assert isinstance(tool.get("description", ""), str) and isinstance(tool.get("annotations", {}).get("readOnlyHint", False), bool), tool
        if tool["name"].startswith("schemas__"):
            assert tool["inputSchema"].get("type") == "object", tool
            assert lab.call(tool["name"], query="a" * 40 + "!") == "done", tool["name"]
    ok("schemas")
    assert lab.call("changing__stays") == "done"
    ok("tools that change")
    reasons = {"too-many": "too many values", "deep": "not valid JSON", "same-page": "no end", "endless-body": "too long",
               "redirect": "not followed", "endless-list": "in time"}
    # On a busy machine one may be too slow at first.
    for name, words in reasons.items():
        lab.wait(lambda: words in lab.get("/status")["targets"][name]["failure"], f"the reason of {name}")
    ok("reasons")


def failed(answer, outcome, *kinds):
    assert isinstance(answer, dict), answer
    assert answer["outcome"] == outcome and answer["operation"], answer
    assert {part["error"] for part in answer["servers"]} <= set(kinds), answer


def answers(lab):
    for way, kinds in [("other-id", ("timed_out", "invalid_answer")), ("rubbish", ("invalid_answer",)), ("endless-call", ("timed_out", "invalid_answer"))]:
        failed(lab.call(f"{way}__read"), "not_done", *kinds)
        failed(lab.call(f"{way}__write", query=way), "unknown", *kinds)
        assert lab.writes(way) == 1, way
    ok("answers that are none")
    text = open(lab.log).read()
    assert SECRET not in text, text
    ok("no key for where a redirect leads")


def certificates(lab):
    for name in ("wrong", "right"):
        host = "localhost" if name == "right" else "other.example"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={host}", "-addext",
             f"subjectAltName=DNS:{host}", "-keyout", f"{lab.folder}/{name}.key", "-out", f"{lab.folder}/{name}.pem"],
            check=True, stderr=subprocess.DEVNULL)
        files = [f"{lab.folder}/{name}.pem", f"{lab.folder}/{name}.key"]
        lab.server("good", *files, name=name, url="https://localhost:{}", more=f"  tls: {{ca_file: {files[0]}}}\n")
    # One that is removed is gone, and one that is added is there, without a restart.
    os.remove(lab.servers + "/many.yaml")
    lab.front.send_signal(signal.SIGHUP)
    lab.wait(lambda: lab.offers("right"), "the new server")
    assert "many" not in lab.get("/health")["targets"]
    lab.wait(lambda: not lab.offers("many"), "tools of the old server")
    ok("servers that come and go")
    assert lab.call("right__read") == "done"
    lab.wait(lambda: lab.get("/health")["targets"]["wrong"] == "down", "the wrong certificate")
    assert "certificate" in lab.get("/status")["targets"]["wrong"]["failure"], lab.get("/status")
    ok("a certificate of another name")
    with open(lab.servers + "/broken.yaml", "w") as file:
        file.write("name: [\n")
    lab.front.send_signal(signal.SIGHUP)
    lab.wait(lambda: "broken.yaml" in open(lab.front.errors).read(), "the error of the broken file")
    os.remove(lab.servers + "/broken.yaml")
    assert lab.call("good__read") == "done"
    ok("a broken file leaves all as it was")


def removal(lab):
    """A server that is taken away answers the call that it has."""
    answer = []
    caller = threading.Thread(target=lambda: answer.append(lab.call("slow__write", query="removed")))
    caller.start()
    lab.wait(lambda: lab.writes("removed") == 1, "the write")
    os.rename(lab.servers + "/slow.yaml", lab.folder + "/slow.yaml")
    lab.front.send_signal(signal.SIGHUP)
    lab.wait(lambda: "slow" not in lab.get("/health")["targets"], "the removal")
    caller.join()
    assert answer == ["done"] and lab.writes("removed") == 1, answer
    os.rename(lab.folder + "/slow.yaml", lab.servers + "/slow.yaml")
    lab.front.send_signal(signal.SIGHUP)
    lab.wait(lambda: lab.offers("slow"), "the server that came back")
    ok("a call of a server that is taken away")


def end(lab):
    with open(f"/proc/{lab.front.pid}/status") as file:
        memory = int(re.search(r"VmHWM:\s+(\d+)", file.read()).group(1))
    assert memory < MOST_MEMORY, f"{memory} kB"
    ok("memory")

    def write():
        try:
            answers.append(lab.call("slow__write", query="killed"))
        except (OSError, http.client.HTTPException):
            answers.append("gone")

    answers = []
    caller = threading.Thread(target=write)
    caller.start()
    lab.wait(lambda: lab.writes("killed") == 1, "the write")
    lab.front.kill()
    lab.front.wait()
    caller.join()
    lab.open()
    lab.wait(lambda: lab.offers("slow"), "the server after the restart")
    assert answers == ["gone"] and lab.writes("killed") == 1, (answers, lab.writes("killed"))
    ok("killed in the middle of a write")
    caller = threading.Thread(target=write)
    caller.start()
    lab.wait(lambda: lab.writes("killed") == 2, "the second write")
    endless = [threading.Thread(target=lambda: lab.call("endless-call__read"), daemon=True) for _ in range(4)]
    for thread in endless:
        thread.start()
    time.sleep(0.5)
    lab.front.send_signal(signal.SIGTERM)
    assert lab.front.wait(20) == 0
    caller.join()
    failed(answers[-1], "unknown", "closed")
    ok("a write that the end interrupts")


def main():
    lab = Lab()
    try:
        lab.server("elsewhere")
        os.remove(lab.servers + "/elsewhere.yaml")
        for way in WAYS:
            lab.server(way, ELSEWHERE=str(lab.ports["elsewhere"]))
        lab.open()
        for part in (lists, answers, certificates, removal, end):
            part(lab)
    except BaseException:
        sys.stderr.write(open(lab.front.errors).read()[-3_000:])
        raise
    finally:
        lab.close()


main()
