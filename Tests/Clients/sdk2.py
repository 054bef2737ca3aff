"""Drives mcp-everything with the Python SDK 2.x: sdk2.py MODE http URL, or sdk2.py MODE stdio COMMAND."""
import asyncio, sys, uuid

sys.dont_write_bytecode = True
import behind
import mcp_types as types
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client

MODE, KIND, TARGET = sys.argv[1:]
SESSION = MODE == "legacy"
LATEST = "2025-11-25" if SESSION else "2026-07-28"
logs, changed = [], []


async def elicit(context, params):
    properties = params.requested_schema["properties"]
    values = {"boolean": True, "integer": 3, "number": 1.5}
    content = {name: schema.get("enum", [values.get(schema["type"], "Ada")])[0] for name, schema in properties.items()}
    return types.ElicitResult(action="accept", content=content)


async def sample(context, params):
    return types.CreateMessageResult(role="assistant", content=types.TextContent(type="text", text="Paris"), model="tiny")


async def roots(context):
    return types.ListRootsResult(roots=[types.Root(uri="file:///work")])


async def logged(params):
    logs.append(params.data)


async def message(incoming):
    changed.append(getattr(incoming, "method", type(incoming).__name__))


def text(result):
    return result.content[0].text


async def fails(code, awaitable):
    try:
        await awaitable
    except MCPError as error:
        assert error.error.code == code, error.error
        return error.error
    raise AssertionError(f"no error {code}")


async def tools(client):
    names = [tool.name for tool in (await client.list_tools()).tools]
    assert "test_simple_text" in names and len(names) == len(set(names)) > 20
    assert text(await client.call_tool("test_simple_text")) == "This is a simple text response for testing."
    assert (await client.call_tool("test_error_handling")).is_error
    result = await client.call_tool("test_structured_content", {"celsius": 100})
    assert result.structured_content == {"fahrenheit": 212}, result
    assert (await client.call_tool("test_structured_content", {"celsius": "hot"})).is_error
    kinds = [block.type for block in (await client.call_tool("test_multiple_content_types")).content]
    assert kinds == ["text", "image", "resource"]
    await fails(-32602, client.call_tool("no_such_tool"))
    assert "Hello" in text(await client.call_tool("test_x_mcp_header", {"region": "=?base64?Hello"}))


async def resources(client):
    assert [str(each.uri) for each in (await client.list_resources()).resources][0] == "test://static-text"
    assert [each.uri_template for each in (await client.list_resource_templates()).resource_templates] == ["test://template/{id}/data"]
    assert "static text" in (await client.read_resource("test://static-text")).contents[0].text
    assert "123" in (await client.read_resource("test://template/123/data")).contents[0].text
    assert (await client.read_resource("test://static-binary")).contents[0].blob
    await fails(-32002 if SESSION else -32602, client.read_resource("test://nothing"))


async def prompts(client):
    assert "test_simple_prompt" in [each.name for each in (await client.list_prompts()).prompts]
    prompt = await client.get_prompt("test_prompt_with_arguments", {"arg1": "one", "arg2": "two"})
    assert "one" in prompt.messages[0].content.text and "two" in prompt.messages[0].content.text
    await fails(-32602, client.get_prompt("test_prompt_with_arguments", {"arg1": "one"}))
    reference = types.PromptReference(type="ref/prompt", name="test_prompt_with_arguments")
    found = await client.complete(reference, {"name": "arg1", "value": "test"})
    assert found.completion.values == ["test-one", "test-two"]


async def progress(client):
    seen = []

    async def note(progress, total, message):
        seen.append((progress, total))

    await client.call_tool("test_tool_with_progress", progress_callback=note)
    assert seen == [(0, 100), (50, 100), (100, 100)], seen
    if SESSION:
        await client.set_logging_level("debug")
    await client.call_tool("test_tool_with_logging")
    assert len(logs) == 3, logs


async def questions(client):
    assert "LLM response: Paris" == text(await client.call_tool("test_sampling", {"prompt": "capital?"}))
    assert "Ada" in text(await client.call_tool("test_elicitation", {"message": "who?"}))
    assert '"age":3' in text(await client.call_tool("test_elicitation_sep1034_defaults"))
    assert "Ada likes Ada" == text(await client.call_tool("test_input_required_result_multi_round"))
    assert "client_roots, greeting, user_name" in text(await client.call_tool("test_input_required_result_multiple_inputs"))
    assert "Ada" in (await client.get_prompt("test_input_required_result_prompt")).messages[0].content.text


async def cancellation(client):
    mark = {"mark": str(uuid.uuid4())}
    started = asyncio.Event()

    async def note(progress, total, message):
        started.set()

    call = asyncio.create_task(client.call_tool("test_never_returns", mark, progress_callback=note))
    await started.wait()
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    assert call.cancelled(), call
    for _ in range(200):
        if text(await client.call_tool("test_was_cancelled", mark)) == "yes":
            break
        await asyncio.sleep(0.05)
    else:
        raise AssertionError("the server goes on with a call that was cancelled")
    await fails(types.REQUEST_TIMEOUT, client.call_tool("test_never_returns", read_timeout_seconds=0.5))


async def changes(client):
    if not SESSION:
        async with client.listen(tools_list_changed=True, resource_subscriptions=["test://watched-resource"]) as subscription:
            await client.call_tool("test_trigger_tool_change")
            await client.call_tool("test_trigger_prompt_change")
            await client.call_tool("test_trigger_resource_update")
            found = []
            # A coordinator says once more that the resource may have changed before the server listened.
            updates = 1 if behind.HEARSAY or not behind.SHARED else 2
            async for event in subscription:
                found.append(type(event).__name__)
                if "Resource" in found[-1]:
                    updates -= 1
                    if updates == 0:
                        break
                    await client.call_tool("test_trigger_resource_update")
            assert len(found) >= 1 + behind.SHARED and not any("Prompt" in name for name in found), found
        return
    await client.subscribe_resource("test://watched-resource")
    if not behind.HEARSAY and behind.SHARED:
        # A coordinator says once that the resource may have changed before the server listened.
        while not any("updated" in name.lower() for name in changed):
            await asyncio.sleep(0.05)
        changed.clear()
    await client.call_tool("test_trigger_resource_update")
    await client.call_tool("test_trigger_tool_change")
    wanted = lambda: any("updated" in name.lower() for name in changed) and (
        not behind.HEARSAY or any("tool" in name.lower() for name in changed))
    for _ in range(200):
        if wanted():
            break
        await asyncio.sleep(0.05)
    assert wanted(), changed
    await client.unsubscribe_resource("test://watched-resource")
    changed.clear()
    await client.call_tool("test_trigger_resource_update")
    await client.send_ping()
    await asyncio.sleep(0.3)
    # That the tools have changed may be said late.
    assert not any("updated" in name.lower() for name in changed), changed


async def resumption(client):
    if SESSION and KIND == "http":
        assert "Reconnection" in text(await client.call_tool("test_reconnection"))


async def main():
    target = TARGET if KIND == "http" else StdioServerParameters(command=TARGET)
    if behind.KEY:
        target = streamable_http_client(TARGET, http_client=create_mcp_http_client(headers={"X-API-Key": behind.KEY}))
    async with Client(target, mode=MODE, elicitation_callback=elicit, sampling_callback=sample, list_roots_callback=roots,
                      logging_callback=logged, log_level="debug", message_handler=message) as client:
        assert client.protocol_version == LATEST, client.protocol_version
        for step in behind.steps((tools, resources, prompts, progress, questions, cancellation, changes, resumption)):
            await step(behind.client(client))
            print("ok", step.__name__, flush=True)


asyncio.run(asyncio.wait_for(main(), 180))
