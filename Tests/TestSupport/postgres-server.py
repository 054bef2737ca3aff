#!/usr/bin/env python3
"""A PostgreSQL server of its own for tests: postgres-server.py BIN [NAME=VALUE...]

BIN is the folder with the programs of PostgreSQL, and each NAME=VALUE a line of its configuration. Prints the port, and then reads
commands from standard input, a line each, and answers each with 'ok': 'stop', 'kill', 'start', 'restart', 'standby' (starts again as a
server that only follows another one, which there is not), 'own FOLDER' (gives a folder to the server's user), 'tls CERTIFICATE KEY',
'pooler BIN CONFIGURATION' (starts PgBouncer, and answers with its port). Ends, with all that it has started, with its input.
Everybody is asked for a password; that of 'postgres', who may do anything, is 'secret'. Root cannot run PostgreSQL, which gets
another user then."""
import os, pathlib, pwd, shutil, signal, socket, subprocess, sys, tempfile, time

CLUSTERS = pathlib.Path(__file__).resolve().parents[2] / ".build/clusters"
USER = pwd.getpwnam("nobody") if os.getuid() == 0 else None


def unprivileged():
    if USER:
        os.setgroups([])
        os.setgid(USER.pw_gid)
        os.setuid(USER.pw_uid)


def run(*words, **more):
    return subprocess.run(words, preexec_fn=unprivileged, cwd=FOLDER, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, **more)


def own(path):
    if USER:
        os.chown(path, USER.pw_uid, USER.pw_gid)


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


def programs(folder):
    """The folder itself, or a copy where the other user cannot read it."""
    try:
        if run(f"{folder}/postgres", "--version").returncode == 0:
            return folder
    except PermissionError:
        pass
    shutil.copytree(pathlib.Path(folder).parent, f"{FOLDER}/install", symlinks=True)
    return f"{FOLDER}/install/bin"


def cluster(programs, data):
    """Makes the files of a new server, as a copy of those that the same initdb made before: it takes longer than all that follows."""
    version = subprocess.run([f"{programs}/initdb", "--version"], capture_output=True, check=True).stdout.decode().split()[2]
    made = CLUSTERS / f"{version}-{'nobody' if USER else os.getuid()}"
    if not made.exists():
        password = f"{FOLDER}/password"
        pathlib.Path(password).write_text("secret\n")
        own(password)
        new = run(f"{programs}/initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={password}", "--no-sync",
                  "--locale=C.UTF-8", "--encoding=UTF8")
        if new.returncode:
            sys.exit(new.stderr.decode())
        CLUSTERS.mkdir(parents=True, exist_ok=True)
        part = tempfile.mkdtemp(dir=CLUSTERS)
        subprocess.run(["cp", "-a", data, f"{part}/data"], check=True)
        try:
            os.rename(f"{part}/data", made)
        except OSError:
            pass  # Another one was quicker.
        shutil.rmtree(part, ignore_errors=True)
    else:
        subprocess.run(["cp", "-a", made, data], check=True)


class Server:
    def __init__(self, folder, settings):
        self.programs = programs(folder)
        self.data = f"{FOLDER}/data"
        self.port = free_port()
        self.process = None
        cluster(self.programs, self.data)
        lines = ["listen_addresses = '127.0.0.1'", f"unix_socket_directories = '{FOLDER}'", "fsync = off",
                 "shared_buffers = 64MB", "max_connections = 300", "log_min_messages = fatal"]
        for setting in settings:
            name, value = setting.split("=", 1)
            lines.append(f"{name} = '{value}'")
        with open(f"{self.data}/postgresql.conf", "a") as file:
            file.write("\n".join(lines) + "\n")
        self.start()

    def start(self):
        with open(f"{FOLDER}/log", "w") as log:
            self.process = subprocess.Popen(
                [f"{self.programs}/postgres", "-D", self.data, "-p", str(self.port)], preexec_fn=unprivileged, cwd=FOLDER,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={"LC_ALL": "C.UTF-8"})
        pid_file = pathlib.Path(self.data, "postmaster.pid")
        for _ in range(3000):
            if self.process.poll() is not None:
                sys.exit("PostgreSQL does not start: " + pathlib.Path(FOLDER, "log").read_text())
            try:
                lines = pid_file.read_text().split("\n")
                if int(lines[0]) == self.process.pid and lines[7].strip() in ("ready", "standby"):
                    return
            except (OSError, IndexError, ValueError):
                pass
            time.sleep(0.01)
        sys.exit("PostgreSQL is not ready after 30 s")

    def end(self, number):
        self.process.send_signal(number)
        self.process.wait()

    def tls(self, certificate, key):
        for source, name in ((certificate, "server.crt"), (key, "server.key")):
            shutil.copy(source, f"{self.data}/{name}")
            os.chmod(f"{self.data}/{name}", 0o600)
            own(f"{self.data}/{name}")
        with open(f"{self.data}/postgresql.conf", "a") as file:
            file.write("ssl = on\n")


def pooler(program, configuration, server):
    port = free_port()
    file = f"{FOLDER}/pgbouncer.ini"
    pathlib.Path(file).write_text(configuration.replace("\\n", "\n").replace("PORT", str(port)).replace("SERVER", str(server.port)))
    own(file)
    process = subprocess.Popen([program, "-q", file], preexec_fn=unprivileged, cwd=FOLDER, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(1000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process, port
        time.sleep(0.01)
    sys.exit("PgBouncer does not start")


FOLDER = tempfile.mkdtemp(prefix="ipai-postgres-")
own(FOLDER)
started = []
try:
    server = Server(os.path.abspath(sys.argv[1]), sys.argv[2:])
    print(server.port, flush=True)
    for line in sys.stdin:
        words = line.rstrip("\n").split("\t")
        answer = "ok"
        if words[0] == "stop":
            server.end(signal.SIGINT)
        elif words[0] == "kill":
            server.end(signal.SIGQUIT)
        elif words[0] == "start":
            server.start()
        elif words[0] == "restart":
            server.end(signal.SIGINT)
            server.start()
        elif words[0] == "standby":
            server.end(signal.SIGINT)
            signal_file = f"{server.data}/standby.signal"
            pathlib.Path(signal_file).touch()
            own(signal_file)
            server.start()
        elif words[0] == "own":
            own(words[1])
        elif words[0] == "tls":
            server.tls(words[1], words[2])
            server.end(signal.SIGINT)
            server.start()
        elif words[0] == "pooler":
            process, port = pooler(words[1], words[2], server)
            started.append(process)
            answer = str(port)
        print(answer, flush=True)
finally:
    for process in started:
        process.kill()
    if "server" in globals() and server.process:
        server.end(signal.SIGQUIT)
    shutil.rmtree(FOLDER, ignore_errors=True)
