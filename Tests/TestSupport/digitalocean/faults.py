"""Faults that a test asks for: which request gets which kind of trouble."""

import re
import threading

KINDS = {
    "429", "429-no-retry-after", "500", "503", "html", "truncated", "403", "404", "422", "401", "hang", "close",
    "slow-body", "repeat-page", "lying-total", "foreign-next", "huge",
    "no-key", "null-key", "twice", "no-room", "last",
}


class Fault:
    """`after` matching requests pass, the next `times` are hit (all of them when `times` is 0)."""

    def __init__(self, entry):
        if entry["kind"] not in KINDS:
            raise ValueError("unknown kind of fault: " + str(entry["kind"]))
        self.kind = entry["kind"]
        self.pattern = re.compile(entry.get("path", ""))
        self.after = int(entry.get("after", 0))
        self.times = int(entry.get("times", 1))
        self.seconds = float(entry.get("seconds", 3600 if self.kind == "hang" else 5))
        self.bytes = int(entry.get("bytes", 64 * 1024 * 1024))
        self.status = int(entry.get("status", 200))
        self.reset_text = entry.get("reset")
        self.matched = 0

    def reset(self, now):
        """The value of ratelimit-reset: what was asked for, or so many `seconds` from now."""
        return str(self.reset_text if self.reset_text is not None else int(now + self.seconds + 0.999))

    def hits(self, target):
        if not self.pattern.search(target):
            return False
        self.matched += 1
        number = self.matched - self.after
        return number >= 1 and (self.times == 0 or number <= self.times)


class Faults:
    def __init__(self, entries=()):
        self.lock = threading.Lock()
        self.replace(entries)

    def replace(self, entries):
        faults = [Fault(entry) for entry in entries]
        with self.lock:
            self.faults = faults

    def find(self, target):
        """The first fault that hits this request (path and query), or None."""
        if not self.faults:
            return None
        with self.lock:
            for fault in self.faults:
                if fault.hits(target):
                    return fault
        return None
