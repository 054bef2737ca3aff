-- Memory: what people and agents said, and what it was about, as the local database has it. Only the owner of the schema sees it.

-- A conversation, or a note, which is a conversation of one message. context holds small values as texts.
CREATE TABLE IF NOT EXISTS mcp.conversation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id text COLLATE "C" NOT NULL UNIQUE CHECK (octet_length(session_id) BETWEEN 1 AND 255),
  kind text NOT NULL CHECK (kind IN ('conversation', 'note')),
  user_id text CHECK (octet_length(user_id) BETWEEN 1 AND 255),
  title text,
  summary text,
  context jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(context) = 'object'),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  archived_at timestamptz
);

CREATE INDEX IF NOT EXISTS conversation_by_date ON mcp.conversation (updated_at DESC, session_id);
CREATE INDEX IF NOT EXISTS conversation_by_user ON mcp.conversation (user_id) WHERE user_id IS NOT NULL;

-- A message or, where it is long, a passage of it: the passages of a message have its message_id, are numbered by part and make up its text
-- one after the other. position counts all rows of the conversation. A message is never changed.
CREATE TABLE IF NOT EXISTS mcp.message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  conversation_id bigint NOT NULL REFERENCES mcp.conversation (id) ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 0),
  message_id text COLLATE "C" NOT NULL CHECK (octet_length(message_id) BETWEEN 1 AND 255),
  part integer NOT NULL DEFAULT 0 CHECK (part >= 0),
  role text NOT NULL CHECK (octet_length(role) BETWEEN 1 AND 64),
  name text CHECK (octet_length(name) BETWEEN 1 AND 255),
  said_at timestamptz NOT NULL,
  content text NOT NULL,
  UNIQUE (conversation_id, message_id, part),
  UNIQUE (conversation_id, position)
);

-- What a conversation, or one message of it, was about. target is the id of a commit, a path, the name of a skill, or 'model/id' of an Odoo
-- record. A file may be cited as it was in a commit, and in which lines.
CREATE TABLE IF NOT EXISTS mcp.memory_link (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  conversation_id bigint NOT NULL REFERENCES mcp.conversation (id) ON DELETE CASCADE,
  message_id text COLLATE "C" NOT NULL DEFAULT '',
  kind text NOT NULL CHECK (kind IN ('commit', 'file', 'skill', 'odoo_record')),
  target text NOT NULL CHECK (octet_length(target) BETWEEN 1 AND 4096),
  revision text NOT NULL DEFAULT '' CHECK (kind = 'file' OR revision = ''),
  first_line bigint CHECK (first_line > 0),
  last_line bigint CHECK (last_line >= first_line),
  relation text NOT NULL CHECK (octet_length(relation) BETWEEN 1 AND 64),
  confidence double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  origin text NOT NULL CHECK (origin IN ('given', 'found')),
  created_at timestamptz NOT NULL,
  CHECK ((first_line IS NULL) = (last_line IS NULL))
);

-- A digest, since an entry of an index is at most 2,704 bytes long.
CREATE UNIQUE INDEX IF NOT EXISTS memory_link_once ON mcp.memory_link (
  conversation_id, message_id, kind, md5(target), revision, coalesce(first_line, 0), relation);
CREATE INDEX IF NOT EXISTS memory_link_by_target ON mcp.memory_link (kind, md5(target));

-- Small values that belong to a session, which need not have a conversation.
CREATE TABLE IF NOT EXISTS mcp.session_context (
  session_id text COLLATE "C" NOT NULL CHECK (octet_length(session_id) BETWEEN 1 AND 255),
  key text COLLATE "C" NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 255),
  value text NOT NULL CHECK (octet_length(value) <= 65536),
  updated_at timestamptz NOT NULL,
  expires_at timestamptz,
  PRIMARY KEY (session_id, key)
);

CREATE INDEX IF NOT EXISTS session_context_by_end ON mcp.session_context (expires_at) WHERE expires_at IS NOT NULL;
