"""Rate limits: sliding windows for one token."""

import math
import threading
import time
from collections import deque

from errors import too_many_requests

HOUR_LIMIT = 5000
MINUTE_LIMIT = 250
EXTRA_LIMITS = (("/v2/account/keys", 10, 60.0), ("/v2/cdn/endpoints", 5, 10.0))


class Window:
    """At most `limit` requests in any `seconds`."""

    def __init__(self, limit, seconds):
        self.limit = limit
        self.seconds = seconds
        self.times = deque()

    def drop_old(self, now):
        times = self.times
        border = now - self.seconds
        while times and times[0] <= border:
            times.popleft()

    def full(self):
        return len(self.times) >= self.limit

    def wait(self, now):
        """Seconds until the oldest request leaves the window."""
        return self.times[0] + self.seconds - now if self.times else 0.0


class Limits:
    """Both limits of a token and the two limits of single endpoints."""

    def __init__(self, enforced, scale=1.0):
        self.enforced = enforced
        self.scale = scale
        self.lock = threading.Lock()
        self.reset()

    def reset(self):
        with self.lock:
            self.hour = Window(HOUR_LIMIT, 3600.0 / self.scale)
            self.minute = Window(MINUTE_LIMIT, 60.0 / self.scale)
            self.extra = [(path, Window(limit, seconds / self.scale)) for path, limit, seconds in EXTRA_LIMITS]

    def windows_of(self, path):
        return [self.minute] + [window for start, window in self.extra if path.startswith(start)]

    def take(self, path):
        """Counts one request. Gives the headers of its answer; raises the 429 when a window is full."""
        now = time.time()
        with self.lock:
            self.hour.drop_old(now)
            short = self.windows_of(path)
            for window in short:
                window.drop_old(now)
            if self.enforced:
                if self.hour.full():
                    raise too_many_requests(self.headers(now))
                for window in short:
                    if window.full():
                        headers = self.headers(now)
                        headers["retry-after"] = str(max(1, math.ceil(window.wait(now))))
                        raise too_many_requests(headers)
            self.hour.times.append(now)
            for window in short:
                window.times.append(now)
            return self.headers(now)

    def headers(self, now):
        remaining = max(0, HOUR_LIMIT - len(self.hour.times)) if self.enforced else HOUR_LIMIT - 1
        reset = math.ceil(now + self.hour.wait(now)) if self.hour.times else math.ceil(now + self.hour.seconds)
        return {
            "ratelimit-limit": str(HOUR_LIMIT),
            "ratelimit-remaining": str(remaining),
            "ratelimit-reset": str(reset),
        }
