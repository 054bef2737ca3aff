"""Calls tools through a coordinator while its servers die, hang, reset, answer late and answer twice:
coordinator-faults.py IPAI [CALLS].

The lab has four servers: two 'ipai serve', one of the Python SDK over HTTP and one of it over stdio. Between the coordinator and
those that speak HTTP stand proxies that break things, and count which writes they let through. One server always works for as long as a call
may take."""
import asyncio, collections, json, os, random, shutil, signal, socket, struct, subprocess, sys, tempfile, time

IPAI = os.path.abspath(sys.argv[1])
CALLS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
HERE = os.path.dirname(os.path.abspath(__file__))
KEY = "key-of-the-lab-0123456789"
MODES = ("refuse", "hang", "reset_before", "reset_after", "late", "twice")
PATIENCE = 0.5
# The longest that one call tries servers: each of four, and each that was left alone once more.
LONGEST = 8 * PATIENCE
START_SECONDS = 6
# On a machine that does other things as well, a server that works may not answer in time.
BUSY = os.environ.get("LAB_IS_BUSY") == "1"
random.seed(12)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Proxy:
    """Lets requests through to a server, or breaks them."""

    history = collections.defaultdict(list)

    def __init__(self, name, target):
        self.name, self.target, self.mode = name, target, "pass"
        self.port, self.server, self.writes = free_port(), None, collections.Counter()

    async def set(self, mode):
        if (mode == "refuse") != (self.server is None):
            if mode == "refuse":
                self.server.close()
                self.server = None
            else:
                await self.start()
        self.mode = mode

    async def start(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", self.port, reuse_address=True)

    async def serve(self, reader, writer):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
            body = await reader.readexactly(length)
            mode = self.mode
            if mode == "refuse":
                return self.reset(writer)
            if mode == "hang":
                return await asyncio.sleep(30)
            if mode == "reset_before":
                return self.reset(writer)
            key = self.count(body)
            answer = await self.forward(head, body, writer if mode == "pass" else None)
            if key: self.history[key].append((self.name, mode, answer[:300], time.monotonic()))
            if mode == "reset_after":
                return self.reset(writer)
            if mode == "late":
                await asyncio.sleep(PATIENCE * 1.5)
            writer.write(answer * (2 if mode == "twice" else 1))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    def count(self, body):
        try:
            message = json.loads(body)
        except ValueError:
            return
        if message.get("method") == "tools/call" and message["params"]["name"] == "memory_save":
            self.writes[message["params"]["arguments"]["text"]] += 1
            self.history[message["params"]["arguments"]["text"]].append((self.name, self.mode, "sent", time.monotonic()))
            return message["params"]["arguments"]["text"]

    async def forward(self, head, body, through):
        """Sends a request to the server, and returns the answer or passes it on as it comes."""
        lines = [line for line in head.split(b"\r\n")[:-2] if not line.lower().startswith(b"connection:")]
        reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
        writer.write(b"\r\n".join(lines + [b"Connection: close", b"", b""]) + body)
        answer = b""
        try:
            while part := await reader.read(65_536):
                answer = answer or (part if through is not None else b"")
                if through is None:
                    answer += part
                    if b"text/event-stream" in answer:
                        break
                else:
                    through.write(part)
                    await through.drain()
        finally:
            writer.close()
        return answer

    def reset(self, writer):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()


class Lab:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="ipai-lab-")
        self.log = self.folder + "/writes.log"
        self.processes, self.coordinator = [], None

    def start(self, *command, **environment):
        home = tempfile.mkdtemp(dir=self.folder)
        process = subprocess.Popen(
            command, cwd=home, env={"PATH": os.environ["PATH"], "HOME": home, **environment},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=open(home + "/log", "w"))
        self.processes.append(process)
        process.log = home + "/log"
        return process

    async def open(self):
        ports = [free_port() for _ in range(3)]
        for port in ports[:2]:
            self.start(IPAI, "serve", "--port", str(port), "--rate-limit", "0", IPAI_API_KEY=KEY).stdout.readline()
        self.start(sys.executable, HERE + "/lab-server.py", "c", self.log, str(ports[2]))
        while True:
            try:
                socket.create_connection(("127.0.0.1", ports[2])).close()
                break
            except OSError:
                await asyncio.sleep(0.05)
        self.proxies = [Proxy(name, port) for name, port in zip("abc", ports)]
        for proxy in self.proxies:
            await proxy.start()
        self.write_files()
        process = self.start(
            IPAI, "serve", "--coordinator", "--port", "0", "--rate-limit", "0", "--servers", self.folder + "/servers",
            "--routes", self.folder + "/routes.yaml", COORDINATOR_API_KEY=KEY)
        self.coordinator = process
        line = process.stdout.readline().decode()
        self.port = int(line.split("://")[1].split(",")[0].rsplit(":", 1)[1])

    def write_files(self):
        os.mkdir(self.folder + "/servers")
        common = (f"tier: lab\ntimeouts: {{request_seconds: {PATIENCE}, longest_seconds: {PATIENCE}}}\n"
                  "breaker: {failures: 3, open_seconds: 0.3}\n"
                  # ipai saves a text once, however often it is told to; here it counts how often.
                  "tools: {effects: {memory_save: write}}\n")
        for proxy in self.proxies:
            with open(f"{self.folder}/servers/{proxy.name}.yaml", "w") as file:
                file.write(f"name: {proxy.name}\n{common}connection: {{url: \"http://127.0.0.1:{proxy.port}/mcp\", api_key: {KEY}}}\n")
        with open(f"{self.folder}/servers/d.yaml", "w") as file:
            file.write(f"name: d\n{common}connection: {{command: {sys.executable}, args: [{HERE}/lab-server.py, d, {self.log}]}}\n")
        with open(self.folder + "/routes.yaml", "w") as file:
            file.write("rules: []\ndefault: {target: a, fallback: [b, c, d]}\n")

    def kill_child(self):
        """Ends the server over stdio at once, whatever it is doing."""
        found = subprocess.run(["pgrep", "-P", str(self.coordinator.pid)], capture_output=True, text=True).stdout.split()
        for pid in found:
            try:
                os.kill(int(pid), signal.SIGKILL)
            except OSError:
                pass

    def close(self):
        try:
            if self.coordinator is not None:
                self.coordinator.terminate()
                assert self.coordinator.wait(15) == 0, "the coordinator did not end in good order"
        finally:
            for process in self.processes:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder)


class Client:
    """A connection to the coordinator, in the revision without sessions."""

    def __init__(self, port):
        self.port, self.reader = port, None

    async def call(self, name, arguments):
        meta = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                           "params": {"name": name, "arguments": arguments, "_meta": meta}}).encode()
        if self.reader is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        fields = {"Host": "localhost", "X-API-Key": KEY, "Content-Type": "application/json", "Content-Length": len(body),
                  "Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2026-07-28",
                  "Mcp-Method": "tools/call", "Mcp-Name": name}
        self.writer.write(b"POST /mcp HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in fields.items()).encode() + b"\r\n" + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        if b"text/event-stream" in head:
            text = b""
            while part := await self.reader.read(65_536):
                text += part
                if b'"result"' in text or b'"error"' in text:
                    break
            self.writer.close()
            self.reader = None
            line = next(line for line in text.split(b"\n") if line.startswith(b"data:") and b'"jsonrpc"' in line)
            return json.loads(line[5:])
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        return json.loads(await self.reader.readexactly(length))


async def main():
    lab = Lab()
    try:
        await lab.open()
        await asyncio.sleep(2)
        report = await run(lab)
    except BaseException:
        if lab.coordinator is not None:
            sys.stderr.write(open(lab.coordinator.log).read()[-3_000:])
        raise
    finally:
        for proxy in getattr(lab, "proxies", []):
            if proxy.server is not None:
                proxy.server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.2)
        lab.close()
    print(report)


async def break_things(lab):
    """Breaks servers. Whatever span of LONGEST seconds there is, one of them works all through it: a server works for two of these
    spans, and the next one begins in the middle of that. The others change how they are broken."""
    living, killed = 3, -START_SECONDS
    while True:
        # A server that was ended takes a while to start.
        ready = [index for index in range(4) if index < 3 or time.monotonic() - killed > START_SECONDS]
        following = random.choice([index for index in ready if index != living])
        if following < 3:
            await lab.proxies[following].set("pass")
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            for index, proxy in enumerate(lab.proxies):
                if index not in (living, following):
                    await proxy.set(random.choice(MODES + ("pass",)))
            if 3 not in (living, following):
                lab.kill_child()
                killed = time.monotonic()
            await asyncio.sleep(PATIENCE)
        living = following


async def run(lab):
    outcomes, problems, late = {}, [], 0
    counts, kinds = collections.Counter(), collections.Counter()
    numbers = iter(range(CALLS))
    start = time.monotonic()

    async def work():
        nonlocal late
        client = Client(lab.port)
        for number in numbers:
            name = "memory_save" if number % 3 == 0 else "search"
            key = f"text-{number}"
            arguments = {"text": key} if name == "memory_save" else {"query": key}
            answer = await client.call("call_tool", {"name": name, "arguments": arguments})
            result = answer.get("result")
            if result is None:
                problems.append(f"{name}: {answer}")
                continue
            failure = result.get("_meta", {}).get("ipai/error")
            if failure is not None:
                if not failure["operation"] or failure["outcome"] not in ("unknown", "not_done") or not failure["servers"]:
                    problems.append(f"an error without its type: {failure}")
                kinds.update(part["error"] for part in failure["servers"])
            counts[name, failure["outcome"] if failure else "answered"] += 1
            if name == "memory_save":
                outcomes[key] = failure["outcome"] if failure else "answered"
                Proxy.history[key].append(failure or result["content"][0]["text"][-60:])
            elif failure is not None and BUSY and all(part["error"] == "timed_out" for part in failure["servers"]):
                late += 1
            elif failure is not None:
                problems.append(f"a read was not answered: {failure}")

    breaking = asyncio.create_task(break_things(lab))
    await asyncio.gather(*(work() for _ in range(16)))
    seconds = time.monotonic() - start
    breaking.cancel()
    await asyncio.sleep(1)
    writes = sum((proxy.writes for proxy in lab.proxies), collections.Counter())
    if os.path.exists(lab.log):
        for line in open(lab.log):
            name, kind, key = line.split()
            # Those of c were counted on their way.
            if name == "d" and kind == "write":
                writes[key] += 1
    for key, outcome in outcomes.items():
        count = writes[key]
        if count > 1:
            problems.append(f"{key} was written {count} times, and is said to be {outcome}: {Proxy.history[key]}")
        if outcome == "not_done" and count:
            problems.append(f"{key} is said not to be done, and was: {Proxy.history[key]}")
        if outcome == "answered" and count != 1:
            problems.append(f"{key} is said to be done, and was written {count} times")
    assert late < CALLS / 20, f"{late} reads were answered by nobody in time"
    assert not problems, "\n".join(problems[:20]) + f"\n({len(problems)} problems)"
    assert lab.coordinator.poll() is None
    summary = {" ".join(key): value for key, value in sorted(counts.items())}
    return (f"{CALLS} calls in {seconds:.0f} s: {json.dumps(summary)}; failures of servers: {json.dumps(dict(kinds.most_common()))}; "
            f"no write was done twice, every read was answered{f' but {late}' if late else ''}, every error had its type")


asyncio.run(main())
