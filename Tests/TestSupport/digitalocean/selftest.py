"""Tests of the stand-in itself: paging, scopes, limits, faults, errors, the paths for tests. Needs nothing else.

    python3 -m unittest selftest
"""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))


class Running:
    """A server process for the time of a test."""

    def __init__(self, *options):
        self.process = subprocess.Popen([sys.executable, os.path.join(HERE, "server.py"), *options],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = json.loads(self.process.stdout.readline())["port"]

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.process.stdin.close()
        self.process.wait(5)
        self.process.stdout.close()

    def ask(self, path, method="GET", body=None, headers=None, timeout=5):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers or {})
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text
        finally:
            connection.close()

    def get(self, path, **more):
        status, _, text = self.ask(path, **more)
        return status, json.loads(text)


class Paging(unittest.TestCase):
    def test_all_pages_once(self):
        with Running("--seed", "3", "--size", "300") as server:
            path, seen = "/v2/droplets?per_page=7", []
            while path:
                status, value = server.get(path)
                self.assertEqual(status, 200)
                seen.extend(droplet["id"] for droplet in value["droplets"])
                following = value["links"].get("pages", {}).get("next")
                if following:
                    self.assertTrue(following.startswith("https://api.digitalocean.com/v2/"))
                path = following and following.removeprefix("https://api.digitalocean.com")
            self.assertEqual(len(seen), value["meta"]["total"])
            self.assertEqual(len(set(seen)), len(seen))
            self.assertNotIn("next", value["links"]["pages"])
            self.assertIn("prev", value["links"]["pages"])

    def test_limits_of_parameters(self):
        with Running("--size", "5") as server:
            for query in ("per_page=0", "per_page=201", "page=0", "page=x", "per_page=-1"):
                status, value = server.get("/v2/volumes?" + query)
                self.assertEqual(status, 422, query)
                self.assertEqual(value["id"], "unprocessable_entity")
                self.assertIn("request_id", value)
            self.assertEqual(server.get("/v2/volumes?page=99")[1]["volumes"], [])
            self.assertEqual(server.get("/v2/volumes?per_page=200")[1]["links"], {})


class Scopes(unittest.TestCase):
    def test_endpoint_and_fields(self):
        with Running("--seed", "3", "--without", "database:read,image:read,droplet:read") as server:
            self.assertEqual(server.get("/v2/databases")[0], 403)
            self.assertEqual(server.get("/v2/droplets")[0], 403)
            _, value = server.get("/v2/reserved_ips?per_page=200")
            self.assertTrue(all(address["droplet"] is None for address in value["reserved_ips"]))
            self.assertEqual(server.get("/v2/account")[1]["account"]["droplet_limit"], 0)
            self.assertEqual(server.ask("/_scopes", "POST", {"scopes": ["droplet:read"]})[0], 200)
            _, value = server.get("/v2/droplets")
            self.assertTrue(all(droplet["image"] == {} and droplet["tags"] == [] for droplet in value["droplets"]))
            self.assertEqual(server.get("/v2/account")[1]["id"], "forbidden")

    def test_stored_account_is_not_changed(self):
        with Running("--seed", "3", "--scopes", "droplet:read") as server:
            before = server.get("/_account")[1]
            server.get("/v2/droplets")
            self.assertEqual(server.get("/_account")[1], before)

    def test_token(self):
        with Running("--token", "abc") as server:
            self.assertEqual(server.get("/v2/account")[1]["id"], "unauthorized")
            self.assertEqual(server.get("/v2/account", headers={"Authorization": "Bearer abc"})[0], 200)


    def test_token_info(self):
        with Running("--scopes", "droplet:read,droplet:create", "--token-info", "60") as server:
            self.assertEqual(server.get("/v1/oauth/token/info")[1]["scopes"], ["droplet:create", "droplet:read"])
            self.assertEqual(server.get("/v1/oauth/token/info")[1]["expires_in_seconds"], 60)
            self.assertEqual(server.ask("/_scopes", "POST", {"scopes": ["read"]})[0], 200)
            self.assertEqual(server.get("/v1/oauth/token/info")[1]["scopes"], ["read"])
        with Running() as server:
            self.assertEqual(server.ask("/v1/oauth/token/info")[0], 404)


class Limits(unittest.TestCase):
    def test_burst(self):
        with Running("--limits", "real", "--scale", "60") as server:
            statuses = [server.ask("/v2/account") for _ in range(251)]
            self.assertEqual({status for status, _, _ in statuses[:250]}, {200})
            status, headers, text = statuses[250]
            if status == 429:           # unless the 250 took longer than the short window
                self.assertEqual(headers["retry-after"], "1")
                self.assertEqual(json.loads(text)["id"], "too_many_requests")
                time.sleep(1.05)
                self.assertEqual(server.ask("/v2/account")[0], 200)
            self.assertEqual(headers["ratelimit-limit"], "5000")

    def test_small_limit_and_reset(self):
        with Running("--limits", "real") as server:
            statuses = [server.ask("/v2/cdn/endpoints")[0] for _ in range(6)]
            self.assertEqual(statuses, [200] * 5 + [429])
            server.ask("/_reset", "POST", {})
            self.assertEqual(server.ask("/v2/cdn/endpoints")[0], 200)

    def test_hour(self):
        with Running("--limits", "real", "--scale", "0.5") as server:
            headers = server.ask("/v2/account")[1]
            self.assertEqual(headers["ratelimit-remaining"], "4999")
            self.assertGreater(int(headers["ratelimit-reset"]), time.time() + 3600)

    def test_in_flight(self):
        with Running("--latency", "150") as server:
            threads = [threading.Thread(target=server.ask, args=("/v2/account",)) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            report = server.get("/_requests")[1]
            self.assertEqual(report["paths"], {"/v2/account": 4})
            self.assertEqual(report["max_in_flight"], 4)


class Faults(unittest.TestCase):
    def fault(self, server, kind, **more):
        server.ask("/_faults", "POST", [{"path": "^/v2/volumes", "kind": kind, **more}])

    def test_statuses(self):
        with Running() as server:
            for kind, status in (("429", 429), ("429-no-retry-after", 429), ("500", 500), ("503", 503), ("403", 403),
                                 ("404", 404), ("422", 422), ("401", 401)):
                self.fault(server, kind, after=1, times=1)
                found = [server.ask("/v2/volumes") for _ in range(3)]
                self.assertEqual([one[0] for one in found], [200, status, 200])
                self.assertEqual("retry-after" in found[1][1], kind == "429")
                self.assertIn("request_id", json.loads(found[1][2]))

    def test_bodies(self):
        with Running("--size", "200") as server:
            self.fault(server, "html")
            self.assertIn("text/html", server.ask("/v2/volumes")[1]["content-type"])
            self.fault(server, "truncated")
            with self.assertRaises(http.client.IncompleteRead):
                server.ask("/v2/volumes")
            self.fault(server, "close")
            with self.assertRaises(http.client.HTTPException):
                server.ask("/v2/volumes")
            self.fault(server, "hang", seconds=20)
            with self.assertRaises(TimeoutError):
                server.ask("/v2/volumes", timeout=0.5)
            self.fault(server, "slow-body", seconds=0.6)
            start = time.time()
            self.assertIn("volumes", server.get("/v2/volumes")[1])
            self.assertGreater(time.time() - start, 0.4)
            self.fault(server, "huge", bytes=3000000)
            self.assertEqual(len(server.ask("/v2/volumes")[2]), 3000000)

    def test_wrong_pages(self):
        with Running("--size", "200") as server:
            self.fault(server, "repeat-page", times=0)
            first, second = (server.get(f"/v2/volumes?per_page=2&page={page}")[1] for page in (1, 2))
            self.assertEqual(first["volumes"], second["volumes"])
            self.assertIn("page=3", second["links"]["pages"]["next"])
            self.fault(server, "lying-total")
            value = server.get("/v2/volumes?per_page=200")[1]
            self.assertEqual(value["meta"]["total"], len(value["volumes"]) + 7)
            self.fault(server, "foreign-next")
            self.assertIn("collector.example.net", server.get("/v2/volumes")[1]["links"]["pages"]["next"])
            self.fault(server, "no-key")
            self.assertNotIn("volumes", server.get("/v2/volumes")[1])
            self.fault(server, "null-key")
            self.assertIsNone(server.get("/v2/volumes")[1]["volumes"])
            self.fault(server, "twice")
            value = server.get("/v2/volumes?per_page=200")[1]
            self.assertEqual(2 * value["meta"]["total"], len(value["volumes"]))
            self.fault(server, "no-room", reset="soon")
            status, headers, _ = server.ask("/v2/volumes")
            self.assertEqual((status, headers["ratelimit-remaining"], headers["ratelimit-reset"]), (429, "0", "soon"))
            self.fault(server, "unknown kind")
            self.assertEqual(server.ask("/_faults", "POST", [{"kind": "nonsense"}])[0], 400)


class Answers(unittest.TestCase):
    def test_errors(self):
        with Running() as server:
            self.assertEqual(server.get("/v2/nothing")[0], 404)
            self.assertEqual(server.get("/v2/droplets/1")[1]["id"], "not_found")
            self.assertEqual(server.ask("/v2/droplets/1/actions", "POST", {})[0], 403)
            self.assertEqual(server.ask("/v2/gen-ai/agents", "POST", {})[0], 403)
            self.assertEqual(server.get("/v2/monitoring/metrics/droplet/cpu?host_id=1")[0], 400)
            _, value = server.get("/v2/monitoring/metrics/droplet/cpu?host_id=1&start=1&end=2")
            self.assertEqual(value["data"]["result"], [])

    def test_accounts(self):
        with Running() as server:
            for seed in (1, 2):
                server.ask("/_account", "POST", {"seed": seed, "size": 30})
                account = server.get("/_account")[1]
                self.assertEqual(account["seed"], seed)
                self.assertEqual(server.get("/_expected")[1], account["expected"])
            self.assertEqual(server.get("/_requests")[1]["total"], 0)

    def test_examples(self):
        with Running("--examples", os.path.join(HERE, "examples")) as server:
            with open(os.path.join(HERE, "examples", "droplets_list.json"), encoding="utf-8") as file:
                self.assertEqual(server.get("/v2/droplets")[1], json.load(file))
            self.assertIn("droplet", server.get("/v2/droplets/3164444")[1])

    def test_keep_alive(self):
        with Running() as server:
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            for _ in range(3):
                connection.request("GET", "/v2/account")
                answer = connection.getresponse()
                answer.read()
                self.assertFalse(answer.will_close)
            connection.close()


if __name__ == "__main__":
    unittest.main()
