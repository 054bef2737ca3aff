"""Uses ipai's own tools, resources and prompts with fastmcp: ipai-fast.py stdio IPAI, or ipai-fast.py http URL KEY."""
import asyncio, os, sys

from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from fastmcp.exceptions import ToolError


def transport():
    if sys.argv[1] == "stdio":
        return StdioTransport(command=sys.argv[2], args=["serve", "--stdio"], env=dict(os.environ), cwd=os.getcwd())
    return StreamableHttpTransport(sys.argv[2], headers={"X-API-Key": sys.argv[3]})


async def main():
    async with Client(transport()) as client:
        tools = {tool.name: tool for tool in await client.list_tools()}
        # What the advisor found is for whoever may do everything on the machine, and not for a key that may write.
        assert len(tools) == (12 if sys.argv[1] == "stdio" else 9), list(tools)
        assert (await client.call_tool("index_refresh", {})).structured_content["indexed"] == 1
        found = (await client.call_tool("search", {"query": "proxy retry"})).structured_content["results"][0]
        assert found["subject"] == "net: retry when the proxy closes", found
        shown = (await client.call_tool("commit_show", {"revision": found["commit"]})).structured_content
        assert shown["commit"] == found["commit"], shown
        saved = (await client.call_tool("memory_save", {"text": "the proxy is slow"})).structured_content
        recalled = await client.call_tool("memory_recall", {"query": "slow proxy"})
        assert "the proxy is slow" in recalled.content[0].text, recalled
        print("ok tools")
        for name, arguments in [("commit_show", {"revision": "nothing"}), ("search", {}), ("search", {"query": 1})]:
            try:
                await client.call_tool(name, arguments)
            except ToolError as error:
                assert str(error), name
            else:
                raise AssertionError(f"{name} {arguments}: no error")
        print("ok errors")
        templates = {str(template.uri_template) for template in await client.list_resource_templates()}
        assert "ipai://commit/{id}" in templates, templates
        commit = (await client.read_resource(f"ipai://commit/{found['commit']}"))[0].text
        assert "retry when the proxy closes" in commit, commit
        print("ok resources")
        assert await client.list_prompts() == []
        print("ok prompts")


asyncio.run(asyncio.wait_for(main(), 120))
