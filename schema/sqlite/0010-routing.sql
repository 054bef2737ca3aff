-- What a coordinator keeps between its requests and between its runs.

-- The tools of other servers as they were approved: definition is what the server said of the tool, as indented JSON with sorted
-- keys. approved_at is in seconds since 1970.
CREATE TABLE tool_pin (
  server TEXT NOT NULL CHECK (length(server) BETWEEN 1 AND 64),
  tool TEXT NOT NULL,
  definition TEXT NOT NULL,
  approved_at INTEGER NOT NULL,
  PRIMARY KEY (server, tool)
) STRICT, WITHOUT ROWID;

-- The answers of other servers that may be given again until they expire. cache_key is the SHA-256 of the request and, unless the
-- answer may be shared, of the caller. Times are milliseconds since 1970.
CREATE TABLE routing_cache (
  cache_key BLOB NOT NULL PRIMARY KEY CHECK (length(cache_key) = 32),
  target TEXT NOT NULL,
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  metadata TEXT NOT NULL DEFAULT '{}',
  answer BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX routing_cache_by_expiry ON routing_cache (expires_at);
