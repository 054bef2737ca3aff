"""A stand-in for a service that computes embeddings, made from the published description of OpenAI's interface (POST
/v1/embeddings, https://platform.openai.com/docs/api-reference/embeddings); prints its port. An embedding counts the words of a
text, each at a place that its hash chooses, so that texts with the same words are near each other.

The model says how it behaves; all answer with 48 numbers unless they are asked for others:

    words            as described                      keyed             401 unless the key is "key-of-the-tests"
    busy             429 with Retry-After: 0, twice    broken            500, twice
    patient          429 with Retry-After: 3600        empty             429 without quota
    pausing          429 with Retry-After: 60, once
    down             always 503                        late              answers after 0.3 seconds
    hanging          never answers                     html              a page instead of JSON
    nan              a NaN among the numbers           infinite          a number beyond all limits
    few              an embedding less than texts      many              an embedding more
    narrow           one number less from the second request on
    shuffled         the embeddings in another order   twice             one index twice
    zero             zeros alone                       small             413 for more than 2 texts
    fixed            400 if dimensions are asked for   elsewhere         redirects to itself
    cut              ends in the middle of its answer  endless           an answer that never ends
    echoing          400 with the key and escape codes in its message
    raised           as words, with 3 added everywhere (all embeddings are near each other)

GET /log answers with a line of JSON for each request: model, number of texts, dimensions, the first text, the port of the
client, and whether it had the key (null for none at all)."""
import hashlib, http.server, json, math, sys, threading, time

KEY = "key-of-the-tests"
asked, counts, lock = [], {}, threading.Lock()


def embedding(text, size, base):
    numbers = [float(base)] * size if text.strip() else [1.0] * size
    for word in text.lower().split():
        digest = hashlib.sha256(word.strip(".,:;!?()`*#'\"").encode()).digest()
        numbers[int.from_bytes(digest[:4], "big") % size] += 1
    length = math.sqrt(sum(number * number for number in numbers)) or 1
    return [number / length for number in numbers]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, status, body, headers=(), kind="application/json"):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, status, message, kind="invalid_request_error", code=None, headers=()):
        self.answer(status, {"error": {"message": message, "type": kind, "param": None, "code": code}}, headers)

    def do_GET(self):
        self.answer(200, "".join(json.dumps(line) + "\n" for line in asked).encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self.path.endswith("/v1/embeddings"):
            return self.refuse(404, f"Invalid URL (POST {self.path})")
        if self.headers.get("Content-Type") != "application/json":
            return self.refuse(400, "you must provide a JSON body")
        request = json.loads(body)
        texts = request["input"] if isinstance(request["input"], list) else [request["input"]]
        model, size = request["model"], request.get("dimensions", 48)
        key = self.headers.get("Authorization")
        with lock:
            asked.append({"model": model, "texts": len(texts), "first": texts[0], "port": self.client_address[1],
                          "key": key and key == f"Bearer {KEY}", "dimensions": request.get("dimensions")})
            counts[model] = counts.get(model, 0) + 1
            count = counts[model]
        if any(not text for text in texts) or not texts:
            return self.refuse(400, "input cannot be an empty string")
        if unknown := set(request) - {"model", "input", "dimensions", "encoding_format", "user"}:
            return self.refuse(400, f"Unrecognized request argument supplied: {unknown}")
        if model == "keyed" and key != f"Bearer {KEY}":
            said = (key or "").removeprefix("Bearer ")
            return self.refuse(401, f"Incorrect API key provided: {said}.", code="invalid_api_key")
        if model == "busy" and count <= 2:
            return self.refuse(429, "Rate limit reached", "requests", "rate_limit_exceeded", [("Retry-After", "0")])
        if model == "pausing" and count == 1:
            return self.refuse(429, "Rate limit reached", "requests", "rate_limit_exceeded", [("Retry-After", "60")])
        if model == "patient":
            return self.refuse(429, "Rate limit reached", "requests", "rate_limit_exceeded", [("Retry-After", "3600")])
        if model == "empty":
            return self.refuse(429, "You exceeded your current quota", "insufficient_quota", "insufficient_quota")
        if model == "broken" and count <= 2:
            return self.refuse(500, "The server had an error", "server_error")
        if model == "down":
            return self.answer(503, b"upstream is down", kind="text/plain")
        if model == "late":
            time.sleep(0.3)
        if model == "hanging":
            time.sleep(3600)
        if model == "html":
            return self.answer(200, b"<html><body>Welcome</body></html>", kind="text/html")
        if model == "small" and len(texts) > 2:
            return self.answer(413, {"error": "batch size > maximum allowed batch size 2", "type": "Validation"})
        if model == "fixed" and "dimensions" in request:
            return self.refuse(400, "This model does not support specifying dimensions.")
        if model == "elsewhere":
            return self.answer(302, b"", [("Location", self.path)])
        if model == "echoing":
            return self.refuse(400, f"bad request with {key} \x1b[31mred\x07")
        if model == "narrow" and count > 1:
            size -= 1
        data = [
            {"object": "embedding", "index": index, "embedding": embedding(text, size, 3 if model == "raised" else 0)}
            for index, text in enumerate(texts)
        ]
        if model == "few":
            data.pop()
        if model == "many":
            data.append(dict(data[0], index=len(data)))
        if model == "shuffled":
            data.reverse()
        if model == "twice":
            for item in data:
                item["index"] = 0
            data.append(data[0])
        if model == "zero":
            data[0]["embedding"] = [0.0] * size
        tokens = sum(len(text.split()) for text in texts)
        answer = json.dumps(
            {"object": "list", "data": data, "model": model, "usage": {"prompt_tokens": tokens, "total_tokens": tokens}}
        )
        if model in ("nan", "infinite"):
            first = json.dumps(data[0]["embedding"][0])
            answer = answer.replace(first, "NaN" if model == "nan" else "1e999", 1)
        if model in ("cut", "endless"):
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer) * 2 if model == "cut" else 1 << 40))
            self.end_headers()
            if model == "cut":
                return self.wfile.write(answer[: len(answer) // 2].encode())
            while True:
                self.wfile.write(b" " * 65536)
        self.answer(200, answer.encode())


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 100

    def handle_error(self, request, client_address):
        pass


server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
threading.Thread(target=lambda: (sys.stdin.read(), server.shutdown()), daemon=True).start()
server.serve_forever()
