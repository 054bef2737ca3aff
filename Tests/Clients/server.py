"""A server of the Python SDK, 1.x or 2.x, for our client to talk to: server.py stdio, or server.py http, which prints its
address."""
import socket, sys
from typing import Annotated

try:
    from mcp.server import MCPServer
    from mcp.server.mcpserver import Context, Elicit, Resolve
except ImportError:
    from mcp.server.fastmcp import FastMCP as MCPServer, Context
    Resolve = None
from pydantic import BaseModel

server = MCPServer("python", log_level="ERROR")


class Name(BaseModel):
    name: str


class Sum(BaseModel):
    sum: int


@server.tool()
def greet(name: str) -> str:
    """Greets."""
    return f"Hello, {name}!"


@server.tool()
def add(a: int, b: int) -> Sum:
    """Adds."""
    return Sum(sum=a + b)


@server.tool()
def fail() -> str:
    """Fails."""
    raise ValueError("on purpose")


@server.tool()
async def work(ctx: Context) -> str:
    """Reports how far it is."""
    for step in (1, 2, 3):
        await ctx.report_progress(step, 3)
    return "done"


if Resolve:  # It asks in the form that the revision has.
    def who():
        return Elicit("Who?", Name)

    @server.tool()
    def ask(name: Annotated[Name, Resolve(who)]) -> str:
        """Asks the user."""
        return f"You are {name.name}"
else:
    @server.tool()
    async def ask(ctx: Context) -> str:
        """Asks the user."""
        answer = await ctx.elicit("Who?", Name)
        return f"You are {answer.data.name}"


@server.resource("note://all")
def note() -> str:
    return "A note."


@server.resource("note://{number}")
def numbered(number: str) -> str:
    return f"Note {number}."


@server.prompt()
def review(code: str) -> str:
    """Asks for a review."""
    return f"Review this: {code}"


if sys.argv[1] == "stdio":
    server.run(transport="stdio")
else:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    print(f"http://127.0.0.1:{port}/mcp", flush=True)
    if hasattr(server, "settings") and hasattr(server.settings, "port"):
        server.settings.port = port
        server.run(transport="streamable-http")
    else:
        server.run(transport="streamable-http", port=port)
