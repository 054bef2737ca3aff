-- Skills with every version of them, as the local database has them. The registry holds those of them that were promoted.

-- source is the folder or file that the skill was last read from; NULL when it came another way. latest_id is the version that was added or
-- synchronized last. search_text is what is embedded.
CREATE TABLE IF NOT EXISTS mcp.skill (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
  source text,
  latest_id bigint,
  search_text text NOT NULL
);

CREATE INDEX IF NOT EXISTS skill_by_source ON mcp.skill (source) WHERE source IS NOT NULL;

-- manifest is all that the skill says of itself. digest is that of the canonical tree ('man 7 ipai-skills').
CREATE TABLE IF NOT EXISTS mcp.skill_version (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  skill_id bigint NOT NULL REFERENCES mcp.skill (id) ON DELETE CASCADE,
  version text NOT NULL CHECK (length(version) BETWEEN 1 AND 128),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  status text NOT NULL CHECK (status IN ('dev', 'testing', 'approved', 'stable', 'deprecated')),
  form text NOT NULL CHECK (form IN ('folder', 'file')),
  description text NOT NULL,
  manifest jsonb NOT NULL CHECK (jsonb_typeof(manifest) = 'object'),
  added_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (skill_id, version)
);

-- A skill and its first version are added together.
ALTER TABLE mcp.skill
  DROP CONSTRAINT IF EXISTS skill_latest_id_fkey,
  ADD CONSTRAINT skill_latest_id_fkey
    FOREIGN KEY (latest_id) REFERENCES mcp.skill_version (id) DEFERRABLE INITIALLY DEFERRED;

-- The content of files, once for all versions that have it.
CREATE TABLE IF NOT EXISTS mcp.skill_content (
  digest bytea PRIMARY KEY CHECK (length(digest) = 32),
  bytes bytea NOT NULL
);

CREATE TABLE IF NOT EXISTS mcp.skill_file (
  version_id bigint NOT NULL REFERENCES mcp.skill_version (id) ON DELETE CASCADE,
  path text COLLATE "C" NOT NULL CHECK (length(path) > 0),
  executable boolean NOT NULL,
  digest bytea NOT NULL REFERENCES mcp.skill_content (digest),
  PRIMARY KEY (version_id, path)
);

CREATE INDEX IF NOT EXISTS skill_file_by_content ON mcp.skill_file (digest);

-- from_status is NULL for the status with which a version arrived. digest is that of the version at the time.
CREATE TABLE IF NOT EXISTS mcp.skill_status_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version_id bigint NOT NULL REFERENCES mcp.skill_version (id) ON DELETE CASCADE,
  from_status text CHECK (from_status IN ('dev', 'testing', 'approved', 'stable', 'deprecated')),
  to_status text NOT NULL CHECK (to_status IN ('dev', 'testing', 'approved', 'stable', 'deprecated')),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  reason text NOT NULL
);

CREATE INDEX IF NOT EXISTS skill_status_change_by_version ON mcp.skill_status_change (version_id);
