-- Commits, stored once by object id, and what reaches them, as the local database has them. Every number of seconds is UTC since
-- 1970-01-01; every id and every path of a file in git is its bytes.
--
-- A name, an address or a path may be longer than an entry of a B-tree, which has 2,704 bytes at most. That they are there only once is
-- therefore seen to by hashes, which have no such limit.

CREATE TABLE IF NOT EXISTS mcp.person (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  email text COLLATE "C" NOT NULL,
  -- Neither of them has a line feed.
  CONSTRAINT person_once EXCLUDE USING hash ((name || chr(10) || email) WITH =)
);

CREATE TABLE IF NOT EXISTS mcp.path (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name bytea NOT NULL CHECK (length(name) > 0),
  CONSTRAINT path_once EXCLUDE USING hash (name WITH =)
);

-- The id is the number of the document in the index of words; parents are the 20-byte ids, one after the other.
-- words: 0 not in the index (to be read again), 1 there without all the words of the diff, 2 with them.
-- authored_offset: minutes that the author's clock was ahead of UTC; NULL until a later run has read the commit again.
-- message_cut and paths_cut tell that not all of the message, or not all changed paths, are kept.
CREATE TABLE IF NOT EXISTS mcp.git_commit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  oid bytea NOT NULL UNIQUE CHECK (length(oid) = 20),
  parents bytea NOT NULL CHECK (length(parents) % 20 = 0),
  author_id bigint NOT NULL REFERENCES mcp.person (id),
  committer_id bigint NOT NULL REFERENCES mcp.person (id),
  authored_at bigint NOT NULL,
  authored_offset integer,
  committed_at bigint NOT NULL,
  message text NOT NULL,
  message_cut boolean NOT NULL DEFAULT false,
  paths_cut boolean NOT NULL DEFAULT false,
  words smallint NOT NULL CHECK (words IN (0, 1, 2))
);

CREATE INDEX IF NOT EXISTS git_commit_by_author ON mcp.git_commit (author_id);
CREATE INDEX IF NOT EXISTS git_commit_by_committer ON mcp.git_commit (committer_id);
CREATE INDEX IF NOT EXISTS git_commit_without_words ON mcp.git_commit (id) WHERE words = 0;
CREATE INDEX IF NOT EXISTS git_commit_without_offset ON mcp.git_commit (id) WHERE authored_offset IS NULL;
CREATE INDEX IF NOT EXISTS git_commit_with_cut_paths ON mcp.git_commit (id) WHERE paths_cut;

CREATE TABLE IF NOT EXISTS mcp.changed_path (
  commit_id bigint NOT NULL REFERENCES mcp.git_commit (id) ON DELETE CASCADE,
  path_id bigint NOT NULL REFERENCES mcp.path (id),
  kind "char" NOT NULL CHECK (kind IN ('A', 'M', 'D', 'T')),
  PRIMARY KEY (commit_id, path_id)
);

CREATE INDEX IF NOT EXISTS changed_path_by_path ON mcp.changed_path (path_id, commit_id);

-- A git directory that was indexed: of a clone, of a linked work tree, of a submodule or bare.
-- selection says which references and how much of their history; tips are the 20-byte ids they stood at when complete.
-- commits is how many the repository reaches. token is a random number that the row keeps for life.
-- boundary is where the history of a shallow clone ended when the index was last complete: 20-byte ids in ascending order.
CREATE TABLE IF NOT EXISTS mcp.repository (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  git_directory text COLLATE "C" NOT NULL,
  path text COLLATE "C" NOT NULL,
  selection text NOT NULL,
  tips bytea NOT NULL CHECK (length(tips) % 20 = 0),
  shallow boolean NOT NULL,
  complete boolean NOT NULL,
  generation bigint NOT NULL,
  commits bigint NOT NULL DEFAULT 0,
  token bigint NOT NULL,
  boundary bytea CHECK (length(boundary) % 20 = 0),
  indexed_at bigint NOT NULL,
  CONSTRAINT repository_once EXCLUDE USING hash (git_directory WITH =)
);

CREATE TABLE IF NOT EXISTS mcp.reachable (
  repository_id bigint NOT NULL REFERENCES mcp.repository (id) ON DELETE CASCADE,
  commit_id bigint NOT NULL REFERENCES mcp.git_commit (id) ON DELETE CASCADE,
  PRIMARY KEY (repository_id, commit_id)
);

CREATE INDEX IF NOT EXISTS reachable_by_commit ON mcp.reachable (commit_id);

-- Commits that are not in the index, or not with all of their paths and diff words, because of an object that the clone lacks or that is
-- damaged. Where that object is the commit itself, what it descends from may be missing too.
CREATE TABLE IF NOT EXISTS mcp.unreadable (
  repository_id bigint NOT NULL REFERENCES mcp.repository (id) ON DELETE CASCADE,
  commit_oid bytea NOT NULL CHECK (length(commit_oid) = 20),
  object_oid bytea NOT NULL CHECK (length(object_oid) = 20),
  PRIMARY KEY (repository_id, commit_oid)
);

CREATE INDEX IF NOT EXISTS unreadable_commit ON mcp.unreadable (repository_id) WHERE commit_oid = object_oid;

-- ANALYZE keeps examples of values, which would outlive what is forgotten.
ALTER TABLE mcp.person ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN email SET STATISTICS 0;
ALTER INDEX mcp.person_once ALTER COLUMN 1 SET STATISTICS 0;
ALTER TABLE mcp.path ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE mcp.git_commit ALTER COLUMN message SET STATISTICS 0;
ALTER TABLE mcp.repository
  ALTER COLUMN git_directory SET STATISTICS 0, ALTER COLUMN path SET STATISTICS 0, ALTER COLUMN selection SET STATISTICS 0;
