"""Uses ipai's own tools as a client of the Python SDK does: ipai-tools.py stdio IPAI, ipai-tools.py http URL KEY,
or ipai-tools.py ws URL (SDK 1.x).

Prints one line of JSON: the names of the tools and what they answered. For the SDK 1.x and 2.x."""
import asyncio, contextlib, json, os, sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

import importlib

http = importlib.import_module("mcp.client.streamable_http")


@contextlib.asynccontextmanager
async def streams():
    if sys.argv[1] == "stdio":
        command = StdioServerParameters(command=sys.argv[2], args=["serve", "--stdio"], env=dict(os.environ), cwd=os.getcwd())
        async with stdio_client(command) as pair:
            yield pair
        return
    if sys.argv[1] == "ws":
        websocket = importlib.import_module("mcp.client.websocket")
        async with websocket.websocket_client(sys.argv[2]) as pair:
            yield pair
        return
    headers = {"X-API-Key": sys.argv[3]}
    if hasattr(http, "streamablehttp_client") and not hasattr(http, "create_mcp_http_client"):
        async with http.streamablehttp_client(sys.argv[2], headers=headers) as found:
            yield found[:2]
        return
    shared = importlib.import_module("mcp.shared._httpx_utils")
    async with shared.create_mcp_http_client(headers=headers) as client, http.streamable_http_client(sys.argv[2], http_client=client) as found:
        yield found[:2]


def said(result):
    flag = getattr(result, "isError", getattr(result, "is_error", None))
    content = getattr(result, "structuredContent", getattr(result, "structured_content", None))
    return dict(error=flag, text=result.content[0].text, content=content)


async def main():
    async with streams() as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        tools = [tool.name for tool in (await session.list_tools()).tools]
        answers = {}
        for name, arguments in json.loads(sys.stdin.read()):
            if name == "SLEEP":
                await asyncio.sleep(arguments["seconds"])
            else:
                answers[name] = said(await session.call_tool(name, arguments))
        print(json.dumps(dict(tools=tools, answers=answers)))


asyncio.run(main())
