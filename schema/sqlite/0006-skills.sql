-- Skills: what agents know how to do, with every version of it.
--
-- The original design's `skills` is `skill` with `skill_version`: its id and name are `skill.name`, its version, status and
-- metadata are those of the version (metadata in `manifest`), and its file_path is `skill.source`.

-- source is the folder or file that the skill was last read from, as an absolute path; NULL when it came another way.
-- latest_id is the version that was added or synchronized last. search_text is what is embedded.
CREATE TABLE skill (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
  source TEXT,
  latest_id INTEGER REFERENCES skill_version (id) DEFERRABLE INITIALLY DEFERRED,
  search_text TEXT NOT NULL
) STRICT;

CREATE INDEX skill_by_source ON skill (source) WHERE source IS NOT NULL;

-- manifest is all that the skill says of itself, as JSON. digest is that of the canonical tree ('man 7 ipai-skills').
CREATE TABLE skill_version (
  id INTEGER PRIMARY KEY,
  skill_id INTEGER NOT NULL REFERENCES skill (id) ON DELETE CASCADE,
  version TEXT NOT NULL CHECK (length(version) BETWEEN 1 AND 128),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  status TEXT NOT NULL CHECK (status IN ('dev', 'testing', 'approved', 'stable', 'deprecated')),
  form TEXT NOT NULL CHECK (form IN ('folder', 'file')),
  description TEXT NOT NULL,
  manifest TEXT NOT NULL CHECK (json_valid(manifest) AND json_type(manifest) = 'object'),
  added_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (skill_id, version)
) STRICT;

-- The content of files, once for all versions that have it.
CREATE TABLE skill_content (
  digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE skill_file (
  version_id INTEGER NOT NULL REFERENCES skill_version (id) ON DELETE CASCADE,
  path TEXT NOT NULL CHECK (length(path) > 0),
  executable INTEGER NOT NULL CHECK (executable IN (0, 1)),
  digest BLOB NOT NULL REFERENCES skill_content (digest),
  PRIMARY KEY (version_id, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX skill_file_by_content ON skill_file (digest);

-- from_status is NULL for the status with which a version arrived. digest is that of the version at the time.
CREATE TABLE skill_status_change (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES skill_version (id) ON DELETE CASCADE,
  from_status TEXT CHECK (from_status IN ('dev', 'testing', 'approved', 'stable', 'deprecated')),
  to_status TEXT NOT NULL CHECK (to_status IN ('dev', 'testing', 'approved', 'stable', 'deprecated')),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE INDEX skill_status_change_by_version ON skill_status_change (version_id);

-- Stems joined by spaces, as in commit_words.
CREATE VIRTUAL TABLE skill_words USING fts5 (
  name, description, body,
  content = '', tokenize = 'ascii', detail = full
);

-- As in commit_vector.
CREATE TABLE skill_vector (
  model_id INTEGER NOT NULL REFERENCES embedding_model (id),
  skill_id INTEGER NOT NULL REFERENCES skill (id) ON DELETE CASCADE,
  scale REAL NOT NULL CHECK (scale >= 0),
  bytes BLOB NOT NULL,
  PRIMARY KEY (model_id, skill_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX skill_vector_by_skill ON skill_vector (skill_id);

INSERT INTO corpus (name, version) VALUES ('skills', 0), ('skill vectors', random());
