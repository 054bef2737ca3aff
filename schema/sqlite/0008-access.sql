-- The keys with which clients use a server.

-- id is part of a key's text. salt and hash are all that is stored of its secret: SHA-256 of the salt and the secret. The
-- previous ones are those of the secret before, which is accepted until previous_until. Times are seconds since 1970.
CREATE TABLE access_key (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  previous_salt BLOB CHECK (length(previous_salt) = 16),
  previous_hash BLOB CHECK (length(previous_hash) = 32),
  previous_until INTEGER,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  used_at INTEGER,
  revoked_at INTEGER,
  CHECK ((previous_until IS NULL) = (previous_salt IS NULL) AND (previous_until IS NULL) = (previous_hash IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX access_key_by_name ON access_key (name) WHERE revoked_at IS NULL;
