"""A stand-in of the DigitalOcean API v2 for tests. See README.md."""

import argparse
import json
import os
import re
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote

import account as accounts
import errors
import metrics
import paging
import routes
import scopes as scope_rules
from email.utils import formatdate
from faults import Faults
from limits import Limits

REASONS = {200: "OK", 204: "No Content", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
           404: "Not Found", 405: "Method Not Allowed", 422: "Unprocessable Entity", 429: "Too Many Requests",
           500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
CACHE_ENTRIES = 4000
SERIES_ENTRIES = 1000
# Not of the published API: what doctl asks cloud.digitalocean.com about a token.
TOKEN_INFO = "/v1/oauth/token/info"
FAULT_ERRORS = {"401": errors.unauthorized, "403": errors.forbidden, "404": errors.not_found,
                "422": errors.unprocessable, "500": errors.server_error}


def dump(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


class Counters:
    """How many requests came for each path, and how many ran at once at most."""

    def __init__(self):
        self.lock = threading.Lock()
        self.reset()

    def reset(self):
        self.paths = {}
        self.total = 0
        self.running = 0
        self.most = 0

    def enter(self, path):
        with self.lock:
            self.paths[path] = self.paths.get(path, 0) + 1
            self.total += 1
            self.running += 1
            self.most = max(self.most, self.running)

    def leave(self):
        with self.lock:
            self.running = max(0, self.running - 1)

    def report(self):
        with self.lock:
            return {"paths": dict(self.paths), "total": self.total, "max_in_flight": self.most}


class StandIn:
    """The state of the stand-in: account, token, scopes, limits, faults."""

    def __init__(self, options):
        self.operations = scope_rules.Operations()
        self.token = options.token
        self.latency = options.latency / 1000.0
        self.date_ahead = options.date_ahead
        self.limits = Limits(options.limits == "real", options.scale)
        self.counters = Counters()
        self.faults = Faults(read_json(options.faults) if options.faults else ())
        self.scopes = scopes_of(options)
        self.token_info = options.token_info
        self.examples = examples_by_path(options.examples) if options.examples else None
        self.use_account(starting_account(options))

    def use_account(self, account):
        self.store = routes.Store(account)
        self.cache = {}
        self.series = {}

    def use_scopes(self, scopes):
        self.scopes = frozenset(scopes)
        self.cache = {}

    def get(self, path, query_text):
        """The body of a GET as bytes, from the cache when the same was asked before."""
        if "/metrics/" in path:
            return self.metrics(path, query_text)
        key = (path, query_text)
        cache = self.cache
        body = cache.get(key)
        if body is None:
            body = dump(self.value(path, query_text))
            if len(cache) < CACHE_ENTRIES:
                cache[key] = body
        return body

    def metrics(self, path, query_text):
        """The same for series, which depend on nothing but the moments in the asked part of time, and not on scopes."""
        operation = self.operations.find(path, "GET")
        key = metrics.key(path, query_text)
        if operation is None or key not in self.series:
            body = dump(self.value(path, query_text))
            if len(self.series) < SERIES_ENTRIES:
                self.series[key] = body
            return body
        self.check_scopes(operation[1])
        return self.series[key]

    def value(self, path, query_text, changes=None):
        """The answer of a GET as a value; `changes` replaces parameters of the query."""
        if path == TOKEN_INFO and self.token_info is not None:
            return {"resource_owner_id": 1, "scopes": sorted(self.scopes), "expires_in_seconds": self.token_info or None,
                    "application": {"uid": None}, "created_at": 1700000000}
        query = dict(parse_qsl(query_text, keep_blank_values=True))
        query.update(changes or {})
        operation = self.operations.find(path, "GET")
        if operation is None:
            raise errors.not_found()
        self.check_scopes(operation[1])
        if self.examples is not None:
            return self.example(operation[0])
        return routes.answer(routes.Request(self.store, unquote(path), query, self.scopes))

    def check_scopes(self, needed):
        if any(scope not in self.scopes for scope in needed):
            raise errors.forbidden()

    def example(self, template):
        if template not in self.examples:
            raise errors.not_found()
        return self.examples[template]


def read_json(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)


def starting_account(options):
    if options.account:
        return read_json(options.account)
    if options.examples:
        return {"now": int(time.time()), "expected": {"findings": [], "saving": {}, "not_assessed": []}}
    return accounts.generate(options.seed, options.size, options.now or int(time.time()), only=options.only)


def scopes_of(options):
    if options.scopes is not None:
        return frozenset(scope for scope in options.scopes.split(",") if scope)
    without = set((options.without or "").split(","))
    return frozenset(scope_rules.all_scopes() - without)


def examples_by_path(folder):
    """The published example of each GET, by the path of the operation."""
    found = {}
    for entry in read_json(os.path.join(folder, "index.json")):
        if entry["method"] == "GET":
            found[entry["path"]] = read_json(os.path.join(folder, entry["file"]))
    return found


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stand_in = None

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def handle_one_request(self):
        """Reads one request. Only the few headers that matter here are looked at."""
        self.close_connection = True
        try:
            line = self.rfile.readline(65537)
            if not line:
                return
            words = line.decode("latin-1").split()
            if len(words) != 3:
                return
            method, self.target, version = words
            headers = self.read_headers()
            body = self.read_body(headers)
        except (OSError, ValueError):
            return
        keep = headers.get("connection", "").lower() != "close" and version == "HTTP/1.1"
        self.close_connection = not keep
        try:
            self.serve(method, headers, body)
        except OSError:
            self.close_connection = True

    def read_headers(self):
        headers = {}
        while True:
            line = self.rfile.readline(65537)
            if line in (b"\r\n", b"\n", b""):
                return headers
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()

    def read_body(self, headers):
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return self.read_chunks()
        return self.rfile.read(int(headers.get("content-length") or 0))

    def read_chunks(self):
        parts = []
        while True:
            size = int(self.rfile.readline(100).split(b";")[0], 16)
            parts.append(self.rfile.read(size))
            self.rfile.readline(10)
            if size == 0:
                return b"".join(parts)

    def serve(self, method, headers, body):
        path, _, query_text = self.target.partition("?")
        if path.startswith("/_"):
            self.serve_test_path(method, path, body)
            return
        counters = self.stand_in.counters
        counters.enter(path)
        try:
            self.serve_api(method, path, query_text, headers)
        finally:
            counters.leave()

    def serve_api(self, method, path, query_text, headers):
        stand_in = self.stand_in
        limit_headers = {}
        try:
            limit_headers = stand_in.limits.take(path)
            if stand_in.latency:
                time.sleep(stand_in.latency)
            self.check_token(headers)
            fault = stand_in.faults.find(self.target)
            if fault is not None:
                self.serve_fault(fault, path, query_text, limit_headers)
                return
            if method not in ("GET", "HEAD"):
                raise errors.forbidden() if stand_in.operations.find(path, method) else errors.not_found()
            body = stand_in.get(path, query_text)
            self.send(200, body, limit_headers, head=method == "HEAD")
        except errors.ApiError as problem:
            self.send(problem.status, dump(problem.body()), {**limit_headers, **problem.headers},
                      head=method == "HEAD")
        except OSError:
            raise
        except Exception as problem:  # a mistake of the stand-in must be seen by the test that meets it
            sys.stderr.write(f"stand-in: {self.target}: {problem!r}\n")
            self.send(500, dump(errors.server_error().body()), limit_headers)

    def check_token(self, headers):
        token = self.stand_in.token
        if token is not None and headers.get("authorization", "") != "Bearer " + token:
            raise errors.unauthorized()

    def send(self, status, body, headers=(), content_type="application/json; charset=utf-8", head=False):
        lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}", f"content-type: {content_type}",
                 f"content-length: {len(body)}"]
        if headers:
            lines.extend(f"{name}: {value}" for name, value in headers.items())
        if self.stand_in.date_ahead is not None:
            lines.append("date: " + formatdate(time.time() + self.stand_in.date_ahead, usegmt=True))
        if self.close_connection:
            lines.append("connection: close")
        start = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        self.connection.sendall(start if head else start + body)

    # Faults

    def serve_fault(self, fault, path, query_text, limit_headers):
        kind = fault.kind
        if kind in FAULT_ERRORS:
            raise FAULT_ERRORS[kind]()
        if kind == "503":
            raise errors.server_error(503)
        if kind == "429":
            raise errors.too_many_requests({"retry-after": "1"})
        if kind == "429-no-retry-after":
            raise errors.too_many_requests()
        if kind == "no-room":
            raise errors.too_many_requests({"ratelimit-remaining": "0", "ratelimit-reset": fault.reset(time.time())})
        if kind == "last":
            self.send(200, self.stand_in.get(path, query_text), {
                "ratelimit-limit": "5000", "ratelimit-remaining": "0", "ratelimit-reset": fault.reset(time.time())})
        elif kind == "html":
            page = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>"
            self.send(fault.status, page, limit_headers, "text/html; charset=utf-8")
        elif kind == "hang":
            self.close_connection = True
            self.wait_for_close(fault.seconds)
        elif kind == "close":
            self.close_connection = True
        elif kind == "huge":
            self.send_huge(fault.bytes)
        elif kind in ("truncated", "slow-body"):
            self.send_in_parts(fault, self.stand_in.get(path, query_text))
        else:
            self.send(200, dump(self.wrong_page(kind, path, query_text)), limit_headers)

    def wait_for_close(self, seconds):
        """Says nothing until the client goes away or the time is over."""
        self.connection.settimeout(seconds)
        try:
            self.connection.recv(1)
        except OSError:
            pass

    def send_in_parts(self, fault, body):
        """Half of the body and then the end of the connection, or all of it in small parts over `seconds`."""
        self.close_connection = True
        start = (f"HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: {len(body)}"
                 "\r\nconnection: close\r\n\r\n").encode("latin-1")
        self.connection.sendall(start)
        if fault.kind == "truncated":
            self.connection.sendall(body[:len(body) // 2])
            return
        parts = 20
        size = max(1, -(-len(body) // parts))
        for first in range(0, len(body), size):
            self.connection.sendall(body[first:first + size])
            time.sleep(fault.seconds / parts)

    def send_huge(self, size):
        """A valid JSON answer of that size: spaces and an empty object."""
        self.close_connection = True
        start = (f"HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: {size}"
                 "\r\nconnection: close\r\n\r\n").encode("latin-1")
        self.connection.sendall(start)
        block = b" " * 65536
        left = size - 2
        while left > 0:
            self.connection.sendall(block[:left])
            left -= len(block)
        self.connection.sendall(b"{}")

    def wrong_page(self, kind, path, query_text):
        """A list answer with a wrong link or a wrong total."""
        if kind == "repeat-page":
            value = self.stand_in.value(path, query_text, {"page": "1"})
            query = dict(parse_qsl(query_text))
            value["links"] = {"pages": {"next": paging.page_url(path, query, int(query.get("page", 1)) + 1)}}
            return value
        value = self.stand_in.value(path, query_text)
        lists = [key for key in value if key not in ("links", "meta")]
        if kind in ("no-key", "null-key"):
            for key in lists:
                value[key] = None
            return value if kind == "null-key" else {key: value[key] for key in value if key not in lists}
        if kind == "twice":
            for key in lists:
                value[key] = value[key] + value[key]
            return value
        if kind == "lying-total":
            value["meta"] = {**value.get("meta", {}), "total": value.get("meta", {}).get("total", 0) + 7}
        else:
            query = dict(parse_qsl(query_text))
            foreign = paging.page_url(path, query, int(query.get("page", 1)) + 1)
            value["links"] = {"pages": {"next": foreign.replace(paging.HOST, "https://collector.example.net")}}
        return value

    # Paths for tests

    def serve_test_path(self, method, path, body):
        try:
            if method == "GET":
                answer = self.read_test_path(path)
            else:
                answer = self.change(path, json.loads(body or b"null"))
        except (ValueError, KeyError, TypeError, AttributeError, re.error) as problem:
            self.send(400, dump({"error": repr(problem)}))
            return
        self.send(200 if answer is not None else 404, dump(answer))

    def read_test_path(self, path):
        stand_in = self.stand_in
        if path == "/_requests":
            return stand_in.counters.report()
        if path == "/_account":
            return stand_in.store.account
        if path == "/_expected":
            return stand_in.store.account["expected"]
        return None

    def change(self, path, wanted):
        stand_in = self.stand_in
        if path == "/_scopes":
            stand_in.use_scopes(wanted["scopes"])
        elif path == "/_account":
            stand_in.examples = None
            account = wanted if "expected" in wanted else accounts.generate(
                int(wanted["seed"]), int(wanted.get("size", 60)), int(wanted.get("now", time.time())),
                bool(wanted.get("later")))
            stand_in.use_account(account)
        elif path == "/_faults":
            stand_in.faults.replace(wanted or ())
        elif path == "/_reset":
            stand_in.counters.reset()
            stand_in.limits.reset()
        else:
            return None
        return {"ok": True}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        """A client that goes away is no news."""


def parse_options(arguments):
    parser = argparse.ArgumentParser(description="A stand-in of the DigitalOcean API v2.")
    parser.add_argument("--account", help="an account as account.py writes it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=60)
    parser.add_argument("--only", choices=list(accounts.SHARES), help="the only kind of resource of a generated account")
    parser.add_argument("--now", type=int, help="unix time that a generated account is made for (default: now)")
    parser.add_argument("--examples", help="folder with published answers to serve instead of an account")
    parser.add_argument("--scopes", help="the only scopes of the token, with commas")
    parser.add_argument("--without", help="all read scopes but these, with commas")
    parser.add_argument("--token-info", type=int, help="say the scopes of the token, which ends in so many seconds; 0: never")
    parser.add_argument("--token", help="the only token that is let in")
    parser.add_argument("--limits", choices=("real", "none"), default="none")
    parser.add_argument("--scale", type=float, default=1.0, help="how many times shorter the windows of the limits are")
    parser.add_argument("--latency", type=float, default=0.0, help="milliseconds before each answer")
    parser.add_argument("--date-ahead", type=float, help="say the time in each answer, so many seconds ahead of the clock")
    parser.add_argument("--faults", help="JSON file with a list of faults")
    return parser.parse_args(arguments)


def main(arguments=None):
    Handler.stand_in = StandIn(parse_options(arguments))
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    print(json.dumps({"port": server.server_address[1]}), flush=True)
    while sys.stdin.buffer.read(4096):
        pass
    server.shutdown()


if __name__ == "__main__":
    main()
