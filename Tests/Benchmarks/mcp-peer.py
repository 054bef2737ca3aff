"""The Python SDK's server with one trivial tool: mcp-peer.py stdio, or mcp-peer.py PORT."""
import sys
from mcp.server import MCPServer

server = MCPServer("peer", log_level="ERROR")


@server.tool()
def greet(name: str) -> str:
    return f"Hello, {name}!"


if sys.argv[1] == "stdio":
    server.run(transport="stdio")
else:
    server.run(transport="streamable-http", port=int(sys.argv[1]), json_response=True, stateless_http=True)
