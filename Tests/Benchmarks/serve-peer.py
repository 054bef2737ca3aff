"""The peer of `ipai serve`: serve-peer.py DATABASE PORT VERSION

An application as FastAPI's documentation has one: a connection to SQLite that is opened once, a key that a dependency checks,
answers that are declared as models. Of the usual ways to read the rows, this is the one that took the least time. /health says
what ipai's says, and /skills lists the table `skill` of DATABASE."""
import contextlib, pathlib, secrets, sys
from typing import Annotated, Any

import aiosqlite, uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.security import APIKeyHeader
from pydantic import BaseModel, Json

DATABASE, PORT, VERSION = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
KEY = "dev-only-insecure-key"


class Health(BaseModel):
    databases: dict[str, str]
    status: str
    version: str


class Skill(BaseModel):
    id: str
    name: str
    version: str
    status: str
    metadata: Json[dict[str, Any]]
    file_path: str | None


@contextlib.asynccontextmanager
async def lifespan(app):
    async with aiosqlite.connect(DATABASE) as connection:
        connection.row_factory = aiosqlite.Row
        app.state.connection = connection
        yield


async def check_key(key: Annotated[str, Depends(APIKeyHeader(name="X-API-Key"))]):
    if not secrets.compare_digest(key.encode(), KEY.encode()):
        raise HTTPException(401, "the key is not known")


async def connection(request: Request) -> aiosqlite.Connection:
    return request.app.state.connection


app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health() -> Health:
    state = "ok" if DATABASE.exists() else "unavailable"
    return Health(databases=dict(memory=state, rag=state, skills=state), status="ok", version=VERSION)


@app.get("/skills", dependencies=[Depends(check_key)])
async def skills(connection: Annotated[aiosqlite.Connection, Depends(connection)]) -> list[Skill]:
    return [dict(row) for row in await connection.execute_fetchall("SELECT id, name, version, status, metadata, file_path FROM skill ORDER BY name")]


uvicorn.run(app, host="127.0.0.1", port=PORT, loop="uvloop", http="httptools", access_log=False, log_level="warning")
