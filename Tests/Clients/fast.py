"""Drives mcp-everything with fastmcp: fast.py http URL, or fast.py stdio COMMAND."""
import asyncio, sys, uuid
import mcp_types as types
from fastmcp import Client
from fastmcp.client.transports import StdioTransport
from fastmcp.exceptions import ToolError
from mcp import MCPError

KIND, TARGET = sys.argv[1:]
logs, seen = [], []


async def elicit(message, response_type, params, context):
    names = params.requested_schema["properties"] if hasattr(params, "requested_schema") else params.requestedSchema["properties"]
    return {name: "Ada" for name in names}


async def sample(messages, params, context):
    return "Paris"


async def logged(message):
    logs.append(message.data)


async def note(progress, total, message):
    seen.append((progress, total))


async def main():
    target = TARGET if KIND == "http" else StdioTransport(command=TARGET, args=[])
    async with Client(target, elicitation_handler=elicit, sampling_handler=sample, log_handler=logged, progress_handler=note,
                      roots=["file:///work"]) as client:
        assert "test_simple_text" in [tool.name for tool in await client.list_tools()]
        assert "simple text" in (await client.call_tool("test_simple_text")).content[0].text
        assert (await client.call_tool("test_structured_content", {"celsius": 100})).structured_content == {"fahrenheit": 212}
        try:
            await client.call_tool("test_error_handling")
        except ToolError as error:
            assert "intentionally" in str(error), error
        else:
            raise AssertionError("no error")
        print("ok tools")
        assert len(await client.list_resources()) == 3 and len(await client.list_resource_templates()) == 1
        assert "123" in (await client.read_resource("test://template/123/data"))[0].text
        print("ok resources")
        prompt = await client.get_prompt("test_prompt_with_arguments", {"arg1": "one", "arg2": "two"})
        assert "one" in prompt.messages[0].content.text
        print("ok prompts")
        await client.call_tool("test_tool_with_progress")
        assert seen == [(0, 100), (50, 100), (100, 100)], seen
        print("ok progress")
        await client.call_tool("test_tool_with_logging")
        assert len(logs) == 3, logs
        print("ok logs")
        assert "Ada" in (await client.call_tool("test_elicitation", {"message": "who?"})).content[0].text
        assert "Paris" in (await client.call_tool("test_sampling", {"prompt": "capital?"})).content[0].text
        print("ok questions")
        mark = {"mark": str(uuid.uuid4())}
        try:
            await client.call_tool("test_never_returns", mark, timeout=0.5)
        except MCPError as error:
            assert error.error.code == types.REQUEST_TIMEOUT, error
        else:
            raise AssertionError("it returned")
        assert "simple text" in (await client.call_tool("test_simple_text")).content[0].text
        print("ok cancellation")


asyncio.run(asyncio.wait_for(main(), 180))
