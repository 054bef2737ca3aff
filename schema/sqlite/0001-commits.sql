-- Commits, stored once by object id, and what reaches them.
-- Every number of seconds is UTC since 1970-01-01; every path and id from git is its bytes.

PRAGMA application_id = 1768972649; -- "ipai"

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  UNIQUE (name, email)
) STRICT;

CREATE TABLE path (
  id INTEGER PRIMARY KEY,
  name BLOB NOT NULL UNIQUE CHECK (length(name) > 0)
) STRICT;

-- The id is the row id of commit_words; parents are the 20-byte ids, one after the other.
-- words: 0 not in commit_words (to be read again), 1 there without all the words of the diff, 2 with them.
CREATE TABLE git_commit (
  id INTEGER PRIMARY KEY,
  oid BLOB NOT NULL UNIQUE CHECK (length(oid) = 20),
  parents BLOB NOT NULL CHECK (length(parents) % 20 = 0),
  author_id INTEGER NOT NULL REFERENCES person (id),
  committer_id INTEGER NOT NULL REFERENCES person (id),
  authored_at INTEGER NOT NULL,
  committed_at INTEGER NOT NULL,
  message TEXT NOT NULL,
  words INTEGER NOT NULL CHECK (words IN (0, 1, 2))
) STRICT;

CREATE INDEX git_commit_by_author ON git_commit (author_id);
CREATE INDEX git_commit_without_words ON git_commit (id) WHERE words = 0;

CREATE TABLE changed_path (
  commit_id INTEGER NOT NULL REFERENCES git_commit (id) ON DELETE CASCADE,
  path_id INTEGER NOT NULL REFERENCES path (id),
  kind TEXT NOT NULL CHECK (kind IN ('A', 'M', 'D', 'T')),
  PRIMARY KEY (commit_id, path_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX changed_path_by_path ON changed_path (path_id, commit_id);

-- A git directory that was indexed: of a clone, of a linked work tree, of a submodule or bare.
-- selection says which references and how much of their history; tips are the 20-byte ids they stood at when complete.
CREATE TABLE repository (
  id INTEGER PRIMARY KEY,
  git_directory TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  selection TEXT NOT NULL,
  tips BLOB NOT NULL CHECK (length(tips) % 20 = 0),
  shallow INTEGER NOT NULL CHECK (shallow IN (0, 1)),
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  generation INTEGER NOT NULL,
  indexed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE reachable (
  repository_id INTEGER NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  commit_id INTEGER NOT NULL REFERENCES git_commit (id) ON DELETE CASCADE,
  PRIMARY KEY (repository_id, commit_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX reachable_by_commit ON reachable (commit_id);

-- Stems joined by spaces, so that index and query share one tokenizer; the text itself is not kept.
CREATE VIRTUAL TABLE commit_words USING fts5 (
  subject, body, paths, identifiers, diff,
  content = '', tokenize = 'ascii', detail = full
);

-- Counts the transactions that changed what a search of a corpus can find, so that caches know when to be read anew.
-- (PRAGMA data_version is a number of each connection's own.)
CREATE TABLE corpus (
  name TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO corpus (name, version) VALUES ('commits', 0);
