"""Runs a program on a terminal of its own: reads a request as JSON on standard input, writes the outcome as JSON."""
import fcntl, json, os, pty, re, select, struct, sys, termios, time

request = json.load(sys.stdin)
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", request["rows"], request["columns"], 0, 0))
    os.chdir(request["folder"])
    os.execvpe(request["arguments"][0], request["arguments"], request["environment"])

output = b""
deadline = time.monotonic() + request["seconds"]


def more():
    """Reads what has come; False at the end or when time is up."""
    global output
    ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
    try:
        data = os.read(terminal, 65536) if ready else b""
    except OSError:
        data = b""
    output += data
    return bool(data)


def plain(data):
    """The text without what moves the cursor or colours."""
    text = data.decode("utf-8", "replace")
    return re.sub(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][A-Z0-9]|[=>78])", "", text).replace("\r\n", "\n")


position = 0
missing = None
for step in request["steps"]:
    while step["wait"] not in plain(output[position:]):
        if not more():
            missing = step["wait"]
            break
    if missing is not None:
        break
    position = len(output)
    os.write(terminal, step["send"].encode())
while missing is None and more():
    pass
if missing is not None or time.monotonic() > deadline:
    os.kill(child, 9)
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
json.dump({"status": status, "output": plain(output), "raw": output.decode("utf-8", "replace"), "missing": missing}, sys.stdout)
