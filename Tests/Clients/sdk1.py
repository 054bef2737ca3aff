"""Drives mcp-everything with the Python SDK 1.x, whose revision is 2025-11-25: sdk1.py http URL, or sdk1.py stdio COMMAND."""
import asyncio, contextlib, sys

sys.dont_write_bytecode = True
import behind
from datetime import timedelta
from mcp import ClientSession, McpError, StdioServerParameters, types
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamablehttp_client

KIND, TARGET = sys.argv[1:]
logs, changed = [], []


async def elicit(context, params):
    return types.ElicitResult(action="accept", content={name: "Ada" for name in params.requestedSchema["properties"]})


async def sample(context, params):
    return types.CreateMessageResult(role="assistant", content=types.TextContent(type="text", text="Paris"), model="tiny")


async def roots(context):
    return types.ListRootsResult(roots=[types.Root(uri="file:///work")])


async def logged(params):
    logs.append(params.data)


async def message(incoming):
    if isinstance(incoming, types.ServerNotification):
        changed.append(incoming.root.method)


def text(result):
    return result.content[0].text


async def fails(code, awaitable):
    try:
        await awaitable
    except McpError as error:
        assert error.error.code == code, error.error
        return
    raise AssertionError(f"no error {code}")


async def tools(client):
    names = [tool.name for tool in (await client.list_tools()).tools]
    assert "test_simple_text" in names
    assert text(await client.call_tool("test_simple_text")) == "This is a simple text response for testing."
    assert (await client.call_tool("test_error_handling")).isError
    assert (await client.call_tool("test_structured_content", {"celsius": 100})).structuredContent == {"fahrenheit": 212}
    await fails(-32602, client.call_tool("no_such_tool"))


async def resources(client):
    assert len((await client.list_resources()).resources) == 3
    assert len((await client.list_resource_templates()).resourceTemplates) == 1
    assert "123" in (await client.read_resource("test://template/123/data")).contents[0].text
    await fails(-32002, client.read_resource("test://nothing"))


async def prompts(client):
    prompt = await client.get_prompt("test_prompt_with_arguments", {"arg1": "one", "arg2": "two"})
    assert "one" in prompt.messages[0].content.text
    reference = types.PromptReference(type="ref/prompt", name="test_prompt_with_arguments")
    assert (await client.complete(reference, {"name": "arg1", "value": "test"})).completion.values == ["test-one", "test-two"]


async def progress(client):
    seen = []

    async def note(progress, total, message):
        seen.append((progress, total))

    await client.call_tool("test_tool_with_progress", progress_callback=note)
    assert seen == [(0, 100), (50, 100), (100, 100)], seen
    await client.set_logging_level("debug")
    await client.call_tool("test_tool_with_logging")
    assert len(logs) == 3, logs
    await client.set_logging_level("error")
    await client.call_tool("test_tool_with_logging")
    assert len(logs) == 3, logs


async def questions(client):
    assert "LLM response: Paris" == text(await client.call_tool("test_sampling", {"prompt": "capital?"}))
    assert "Ada" in text(await client.call_tool("test_elicitation", {"message": "who?"}))
    assert "file:///work" in text(await client.call_tool("test_input_required_result_list_roots"))


async def cancellation(client):
    await fails(408, client.call_tool("test_never_returns", read_timeout_seconds=timedelta(seconds=0.5)))
    await client.send_notification(types.ClientNotification(types.CancelledNotification(
        method="notifications/cancelled", params=types.CancelledNotificationParams(requestId=client._request_id - 1))))
    await client.send_ping()


async def changes(client):
    await client.subscribe_resource("test://watched-resource")
    if not behind.HEARSAY and behind.SHARED:
        # A coordinator says once that the resource may have changed before the server listened.
        while "notifications/resources/updated" not in changed:
            await asyncio.sleep(0.05)
        changed.clear()
    await client.call_tool("test_trigger_resource_update")
    await client.call_tool("test_trigger_tool_change")
    wanted = {"notifications/resources/updated"} | ({"notifications/tools/list_changed"} if behind.HEARSAY else set())
    for _ in range(200):
        if wanted <= set(changed):
            break
        await asyncio.sleep(0.05)
    assert wanted <= set(changed), changed
    await client.unsubscribe_resource("test://watched-resource")
    changed.clear()
    await client.call_tool("test_trigger_resource_update")
    await asyncio.sleep(0.3)
    assert not changed, changed


async def resumption(client):
    if KIND == "http":
        assert "Reconnection" in text(await client.call_tool("test_reconnection"))


async def main():
    async with contextlib.AsyncExitStack() as stack:
        transport = streamablehttp_client(TARGET, headers={"X-API-Key": behind.KEY} if behind.KEY else None) if KIND == "http" else stdio_client(StdioServerParameters(command=TARGET))
        read, write = (await stack.enter_async_context(transport))[:2]
        client = await stack.enter_async_context(ClientSession(
            read, write, elicitation_callback=elicit, sampling_callback=sample, list_roots_callback=roots,
            logging_callback=logged, message_handler=message))
        assert (await client.initialize()).protocolVersion == "2025-11-25"
        for step in behind.steps((tools, resources, prompts, progress, questions, cancellation, changes, resumption)):
            await step(behind.client(client))
            print("ok", step.__name__, flush=True)


asyncio.run(asyncio.wait_for(main(), 180))
