"""FastMCP's proxy to a server: route-peer.py URL PORT."""
import sys

from fastmcp.server import create_proxy

create_proxy(sys.argv[1]).run(transport="http", host="127.0.0.1", port=int(sys.argv[2]), show_banner=False, uvicorn_config={"log_level": "error", "access_log": False})
