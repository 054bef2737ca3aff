-- Memory: what people and agents said, and what it was about.
--
-- The tables of the original design have their place here: `conversations` is `conversation` with `message` (its
-- `messages`; its `embedding` is `message_vector`), `memory_context_links` is `memory_link`, `session_context` keeps its
-- name, and `tool_usage_metrics` is `tool_usage`.

-- A conversation, or a note, which is a conversation of one message. context holds small values as a JSON object of
-- texts: workspace, branch, files and whatever else a client gives.
CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE CHECK (length(CAST(session_id AS BLOB)) BETWEEN 1 AND 255),
  kind TEXT NOT NULL CHECK (kind IN ('conversation', 'note')),
  user_id TEXT CHECK (length(CAST(user_id AS BLOB)) BETWEEN 1 AND 255),
  title TEXT,
  summary TEXT,
  context TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(context) AND json_type(context) = 'object'),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  archived_at INTEGER
) STRICT;

CREATE INDEX conversation_by_date ON conversation (updated_at, session_id);
CREATE INDEX conversation_by_user ON conversation (user_id) WHERE user_id IS NOT NULL;

-- A message or, where it is long, a passage of it: the passages of a message have its message_id, are numbered by part and
-- make up its text one after the other. position counts all rows of the conversation. The id is the row id of
-- message_words, and never used again, so that it can stand in cursors. A message is never changed, so neither are its
-- words and its vector.
CREATE TABLE message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  message_id TEXT NOT NULL CHECK (length(CAST(message_id AS BLOB)) BETWEEN 1 AND 255),
  part INTEGER NOT NULL DEFAULT 0 CHECK (part >= 0),
  role TEXT NOT NULL CHECK (length(CAST(role AS BLOB)) BETWEEN 1 AND 64),
  name TEXT CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 255),
  said_at INTEGER NOT NULL,
  content TEXT NOT NULL,
  UNIQUE (message_id, conversation_id, part),
  UNIQUE (conversation_id, position)
) STRICT;

-- Stems joined by spaces, as in commit_words.
CREATE VIRTUAL TABLE message_words USING fts5 (
  text,
  content = '', tokenize = 'ascii', detail = full
);

-- As in commit_vector.
CREATE TABLE message_vector (
  model_id INTEGER NOT NULL REFERENCES embedding_model (id),
  message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  scale REAL NOT NULL CHECK (scale >= 0),
  bytes BLOB NOT NULL,
  PRIMARY KEY (model_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX message_vector_by_message ON message_vector (message_id);

INSERT INTO corpus (name, version) VALUES ('memory', 0), ('memory vectors', random());

-- What a conversation, or one message of it, was about. target is the id of a commit, a path, the name of a skill, or
-- 'model/id' of an Odoo record. A file may be cited as it was in a commit, and in which lines.
CREATE TABLE memory_link (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  message_id TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('commit', 'file', 'skill', 'odoo_record')),
  target TEXT NOT NULL CHECK (length(CAST(target AS BLOB)) BETWEEN 1 AND 4096),
  revision TEXT NOT NULL DEFAULT '' CHECK (kind = 'file' OR revision = ''),
  first_line INTEGER CHECK (first_line > 0),
  last_line INTEGER CHECK (last_line >= first_line),
  relation TEXT NOT NULL CHECK (length(CAST(relation AS BLOB)) BETWEEN 1 AND 64),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  origin TEXT NOT NULL CHECK (origin IN ('given', 'found')),
  created_at INTEGER NOT NULL,
  CHECK ((first_line IS NULL) = (last_line IS NULL))
) STRICT;

CREATE UNIQUE INDEX memory_link_once ON memory_link (
  conversation_id, message_id, kind, target, revision, coalesce(first_line, 0), relation);
CREATE INDEX memory_link_by_target ON memory_link (kind, target);

-- Small values that belong to a session, which need not have a conversation.
CREATE TABLE session_context (
  session_id TEXT NOT NULL CHECK (length(CAST(session_id AS BLOB)) BETWEEN 1 AND 255),
  key TEXT NOT NULL CHECK (length(CAST(key AS BLOB)) BETWEEN 1 AND 255),
  value TEXT NOT NULL CHECK (length(CAST(value AS BLOB)) <= 65536),
  updated_at INTEGER NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (session_id, key)
) STRICT, WITHOUT ROWID;

-- Which tools were called, how long they took and how they ended; never with what.
CREATE TABLE tool_usage (
  id INTEGER PRIMARY KEY,
  tool TEXT NOT NULL CHECK (length(CAST(tool AS BLOB)) BETWEEN 1 AND 255),
  session_id TEXT,
  called_at INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
  succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
  error TEXT
) STRICT;

CREATE INDEX tool_usage_by_tool ON tool_usage (tool, called_at);
