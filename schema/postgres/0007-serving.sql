-- What servers keep, as the local database has it. Only the owner of the schema sees it.

-- The keys with which clients use a server. id is part of a key's text. salt and hash are all that is stored of its secret: SHA-256 of the
-- salt and the secret. The previous ones are those of the secret before, which is accepted until previous_until.
CREATE TABLE IF NOT EXISTS mcp.access_key (
  id text COLLATE "C" PRIMARY KEY CHECK (length(id) = 16),
  name text COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  scope text NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
  salt bytea NOT NULL CHECK (length(salt) = 16),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  previous_salt bytea CHECK (length(previous_salt) = 16),
  previous_hash bytea CHECK (length(previous_hash) = 32),
  previous_until timestamptz,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz,
  CHECK ((previous_until IS NULL) = (previous_salt IS NULL) AND (previous_until IS NULL) = (previous_hash IS NULL))
);

CREATE UNIQUE INDEX IF NOT EXISTS access_key_by_name ON mcp.access_key (name) WHERE revoked_at IS NULL;

-- The answers to requests that carried an Idempotency-Key, so that a client that did not get one may ask again, any of the servers. key is
-- the SHA-256 of the caller and the key, request that of the whole request. answer is NULL as long as the request is being answered.
CREATE TABLE IF NOT EXISTS mcp.answered_request (
  key bytea PRIMARY KEY CHECK (length(key) = 32),
  request bytea NOT NULL CHECK (length(request) = 32),
  started_at timestamptz NOT NULL,
  answer bytea
);

CREATE INDEX IF NOT EXISTS answered_request_by_start ON mcp.answered_request (started_at);

-- The tools of other servers as they were approved: definition is what the server said of the tool, as indented JSON with sorted keys.
CREATE TABLE IF NOT EXISTS mcp.tool_pin (
  server text COLLATE "C" NOT NULL CHECK (length(server) BETWEEN 1 AND 64),
  tool text COLLATE "C" NOT NULL,
  definition text NOT NULL,
  approved_at timestamptz NOT NULL,
  PRIMARY KEY (server, tool)
);

-- The answers of other servers, as JSON, that may be given again until they expire. key is the SHA-256 of the request and, unless the answer
-- may be shared, of the caller. They stand outside of routing_cache, which other programs may read and change.
CREATE TABLE IF NOT EXISTS mcp.upstream_answer (
  key bytea PRIMARY KEY CHECK (length(key) = 32),
  server text NOT NULL,
  answer bytea NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE INDEX IF NOT EXISTS upstream_answer_by_end ON mcp.upstream_answer (expires_at);

-- A message that a search names.
CREATE INDEX IF NOT EXISTS message_by_id ON mcp.message (message_id) WHERE part = 0;

-- ANALYZE keeps examples of values, which would outlive what is forgotten. Nothing is looked for in these columns but by an index.
ALTER TABLE mcp.message ALTER COLUMN content SET STATISTICS 0, ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN role SET STATISTICS 0,
  ALTER COLUMN message_id SET STATISTICS 0;
ALTER TABLE mcp.conversation ALTER COLUMN session_id SET STATISTICS 0, ALTER COLUMN user_id SET STATISTICS 0,
  ALTER COLUMN title SET STATISTICS 0, ALTER COLUMN summary SET STATISTICS 0, ALTER COLUMN context SET STATISTICS 0;
ALTER TABLE mcp.memory_link ALTER COLUMN message_id SET STATISTICS 0, ALTER COLUMN target SET STATISTICS 0,
  ALTER COLUMN relation SET STATISTICS 0;
ALTER TABLE mcp.session_context ALTER COLUMN session_id SET STATISTICS 0, ALTER COLUMN key SET STATISTICS 0,
  ALTER COLUMN value SET STATISTICS 0;
ALTER TABLE mcp.word_posting ALTER COLUMN term SET STATISTICS 0, ALTER COLUMN postings SET STATISTICS 0;
ALTER TABLE mcp.answered_request ALTER COLUMN answer SET STATISTICS 0;
ALTER TABLE mcp.upstream_answer ALTER COLUMN answer SET STATISTICS 0;
ALTER INDEX mcp.memory_link_once ALTER COLUMN 4 SET STATISTICS 0;
ALTER INDEX mcp.memory_link_by_target ALTER COLUMN 2 SET STATISTICS 0;
