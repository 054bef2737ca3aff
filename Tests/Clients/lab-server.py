"""A server of the lab, with the Python SDK: lab-server.py NAME LOG [PORT]. Without a port it serves standard input.

Each call that writes is a line of LOG, so that calls which were done twice can be counted."""
import os, sys

from mcp.server.fastmcp import FastMCP
from mcp.types import ToolAnnotations

NAME, LOG = sys.argv[1:3]
PORT = int(sys.argv[3]) if len(sys.argv) > 3 else None
server = FastMCP(NAME, host="127.0.0.1", port=PORT or 0, log_level="ERROR", stateless_http=PORT is not None, json_response=True)


def note(kind, key):
    line = f"{NAME} {kind} {key}\n".encode()
    handle = os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, line)
    os.close(handle)


@server.tool(annotations=ToolAnnotations(readOnlyHint=True))
def search(query: str) -> str:
    """Find things by what they say."""
    return f"{NAME} found {query}"


@server.tool()
def memory_save(text: str) -> str:
    """Save a text. Each call saves another one."""
    note("write", text)
    return f"{NAME} saved {text}"


@server.tool(annotations=ToolAnnotations(idempotentHint=True))
def memory_set(key: str) -> str:
    """Set a value. Setting it twice does no more than setting it once."""
    note("set", key)
    return f"{NAME} set {key}"


server.run(transport="streamable-http" if PORT else "stdio")
