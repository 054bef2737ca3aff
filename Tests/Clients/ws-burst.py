"""Tries a WebSocket with what no polite client sends: ws-burst.py URL [revoked]. For the environment of the SDK 1.x.

Prints one line of JSON: how many of 300 requests sent at once were answered, and with which codes connections were closed that
sent bytes instead of text, a message that is too large, and a frame that says it is longer than memory."""
import asyncio, json, sys

import websockets

INITIALIZE = dict(
    jsonrpc="2.0", id=0, method="initialize",
    params=dict(protocolVersion="2025-11-25", capabilities={}, clientInfo=dict(name="burst", version="1")))


async def answered(url):
    async with websockets.connect(url, subprotocols=["mcp"]) as socket:
        await socket.send(json.dumps(INITIALIZE))
        await socket.recv()
        for number in range(1, 301):
            await socket.send(json.dumps(dict(jsonrpc="2.0", id=number, method="tools/list")))
        ids = set()
        while len(ids) < 300:
            ids.add(json.loads(await asyncio.wait_for(socket.recv(), 60))["id"])
        return len(ids)


async def closed_after(url, send):
    async with websockets.connect(url, subprotocols=["mcp"], max_size=None) as socket:
        try:
            await send(socket)
            await asyncio.wait_for(socket.recv(), 20)
        except websockets.ConnectionClosed as error:
            return error.rcvd.code if error.rcvd else None
        return "open"


async def revoked(url):
    """The code with which a connection ends whose key is revoked, which somebody does when a line is printed."""
    async with websockets.connect(url, subprotocols=["mcp"]) as socket:
        await socket.send(json.dumps(INITIALIZE))
        await socket.recv()
        print("open", flush=True)
        try:
            for number in range(1, 300):
                await socket.send(json.dumps(dict(jsonrpc="2.0", id=number, method="ping")))
                await asyncio.wait_for(socket.recv(), 20)
                await asyncio.sleep(0.1)
        except websockets.ConnectionClosed as error:
            print(error.rcvd.code if error.rcvd else None)


async def main():
    url = sys.argv[1]
    if sys.argv[2:] == ["revoked"]:
        return await revoked(url)
    print(json.dumps(dict(
        answered=await answered(url),
        binary=await closed_after(url, lambda socket: socket.send(b"\0\1")),
        large=await closed_after(url, lambda socket: socket.send("x" * (5 << 20))),
        rubbish=await closed_after(url, lambda socket: asyncio.sleep(0, socket.transport.write(b"\xff" * 64))),
    )))


asyncio.run(main())
