"""A small MCP server over stdio, without a library: tiny-server.py FILE. What FILE holds is the description of its tool 'echo'."""
import json, sys

FILE = sys.argv[1]


def tools():
    text = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    return [
        {"name": "echo", "description": open(FILE).read(), "inputSchema": text, "annotations": {"readOnlyHint": True}},
        {"name": "fail", "description": "Fail.", "inputSchema": {"type": "object"}},
    ]


def answer(method, params):
    if method == "initialize":
        return {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "tiny", "version": "1"}}
    if method == "tools/list":
        return {"tools": tools()}
    if method == "tools/call" and params["name"] == "echo":
        text = params["arguments"]["query"]
        return {"content": [{"type": "text", "text": text}], "structuredContent": {"echo": text}}
    if method == "tools/call":
        return {"content": [{"type": "text", "text": "it failed"}], "isError": True}
    return {} if method == "ping" else None


for line in sys.stdin:
    message = json.loads(line)
    if "id" not in message:
        continue
    result = answer(message["method"], message.get("params", {}))
    reply = {"jsonrpc": "2.0", "id": message["id"]}
    if result is None:
        reply["error"] = {"code": -32601, "message": "method not found"}
    else:
        reply["result"] = result
    print(json.dumps(reply), flush=True)
