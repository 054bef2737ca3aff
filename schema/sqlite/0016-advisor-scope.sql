-- Keys that may see what the advisor knows of accounts.

-- A CHECK cannot be changed, so the table is made anew.
CREATE TABLE access_key_anew (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write', 'advisor', 'admin')),
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

INSERT INTO access_key_anew
SELECT id, name, scope, salt, hash, previous_salt, previous_hash, previous_until, created_at, expires_at, used_at, revoked_at
FROM access_key;

DROP TABLE access_key;
ALTER TABLE access_key_anew RENAME TO access_key;
CREATE UNIQUE INDEX access_key_by_name ON access_key (name) WHERE revoked_at IS NULL;
