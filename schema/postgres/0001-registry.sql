-- The shared registry. Its four tables have the columns of the services that came before ipai, so that what was written for them goes on
-- working; tables that those services made are taken over with what they hold, and get the columns that they lack. Who may do what stands in access.sql.

CREATE OR REPLACE FUNCTION mcp.update_updated_at_column() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

-- The skills that may be used everywhere, each in its current version.
CREATE TABLE IF NOT EXISTS mcp.skills_registry (
  id text PRIMARY KEY,
  name text NOT NULL,
  version text,
  status text NOT NULL DEFAULT 'approved' CHECK (status IN ('stable', 'approved')),
  metadata jsonb DEFAULT '{}',
  file_path text,
  promoted_at timestamptz DEFAULT now(),
  promoted_by text,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now()
);

ALTER TABLE mcp.skills_registry
  ADD COLUMN IF NOT EXISTS version text,
  ADD COLUMN IF NOT EXISTS metadata jsonb DEFAULT '{}',
  ADD COLUMN IF NOT EXISTS file_path text,
  ADD COLUMN IF NOT EXISTS promoted_at timestamptz DEFAULT now(),
  ADD COLUMN IF NOT EXISTS promoted_by text,
  ADD COLUMN IF NOT EXISTS created_at timestamptz DEFAULT now(),
  ADD COLUMN IF NOT EXISTS updated_at timestamptz DEFAULT now();

CREATE INDEX IF NOT EXISTS skills_registry_by_name ON mcp.skills_registry (name);

CREATE OR REPLACE TRIGGER skills_registry_updated BEFORE UPDATE ON mcp.skills_registry
FOR EACH ROW EXECUTE FUNCTION mcp.update_updated_at_column();

-- What skills_registry held before: a row for each version that was replaced or removed. Only the trigger below writes it.
CREATE TABLE IF NOT EXISTS mcp.skills_registry_history (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL,
  name text NOT NULL,
  version text,
  status text NOT NULL,
  metadata jsonb,
  file_path text,
  promoted_at timestamptz,
  promoted_by text,
  created_at timestamptz,
  updated_at timestamptz,
  replaced_at timestamptz NOT NULL DEFAULT now(),
  replaced_by text NOT NULL,
  change text NOT NULL CHECK (change IN ('update', 'delete'))
);

CREATE INDEX IF NOT EXISTS skills_registry_history_by_id ON mcp.skills_registry_history (id, number);

-- SECURITY DEFINER: who promotes may not write the history otherwise. session_user is who is really connected.
CREATE OR REPLACE FUNCTION mcp.keep_replaced_skill() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO mcp.skills_registry_history (
    id, name, version, status, metadata, file_path, promoted_at, promoted_by, created_at, updated_at, replaced_by, change)
  VALUES (
    OLD.id, OLD.name, OLD.version, OLD.status, OLD.metadata, OLD.file_path, OLD.promoted_at, OLD.promoted_by, OLD.created_at,
    OLD.updated_at, session_user, lower(TG_OP));
  RETURN NULL;
END
$$;

REVOKE ALL ON FUNCTION mcp.keep_replaced_skill() FROM PUBLIC;

CREATE OR REPLACE TRIGGER skills_registry_replaced AFTER UPDATE ON mcp.skills_registry
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION mcp.keep_replaced_skill();

CREATE OR REPLACE TRIGGER skills_registry_removed AFTER DELETE ON mcp.skills_registry
FOR EACH ROW EXECUTE FUNCTION mcp.keep_replaced_skill();

-- Passages of all corpora. 0002-pgvector.sql adds what they mean, where pgvector is installed.
CREATE TABLE IF NOT EXISTS mcp.rag_embeddings (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  corpus text NOT NULL,
  chunk_text text NOT NULL,
  metadata jsonb DEFAULT '{}',
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now()
);

ALTER TABLE mcp.rag_embeddings
  ADD COLUMN IF NOT EXISTS metadata jsonb DEFAULT '{}',
  ADD COLUMN IF NOT EXISTS created_at timestamptz DEFAULT now(),
  ADD COLUMN IF NOT EXISTS updated_at timestamptz DEFAULT now();

CREATE INDEX IF NOT EXISTS rag_embeddings_by_corpus ON mcp.rag_embeddings (corpus);

CREATE OR REPLACE TRIGGER rag_embeddings_updated BEFORE UPDATE ON mcp.rag_embeddings
FOR EACH ROW EXECUTE FUNCTION mcp.update_updated_at_column();

CREATE TABLE IF NOT EXISTS mcp.usage_metrics (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  operation text NOT NULL,
  target text,
  latency_ms integer CHECK (latency_ms >= 0),
  success boolean NOT NULL,
  error_message text,
  metadata jsonb DEFAULT '{}',
  timestamp timestamptz DEFAULT now()
);

ALTER TABLE mcp.usage_metrics
  ADD COLUMN IF NOT EXISTS target text,
  ADD COLUMN IF NOT EXISTS latency_ms integer,
  ADD COLUMN IF NOT EXISTS error_message text,
  ADD COLUMN IF NOT EXISTS metadata jsonb DEFAULT '{}',
  ADD COLUMN IF NOT EXISTS timestamp timestamptz DEFAULT now();

CREATE INDEX IF NOT EXISTS usage_metrics_by_time ON mcp.usage_metrics (timestamp);

CREATE TABLE IF NOT EXISTS mcp.routing_cache (
  cache_key text PRIMARY KEY,
  target text NOT NULL,
  confidence double precision CHECK (confidence BETWEEN 0 AND 1),
  metadata jsonb DEFAULT '{}',
  expires_at timestamptz NOT NULL,
  created_at timestamptz DEFAULT now()
);

ALTER TABLE mcp.routing_cache
  ADD COLUMN IF NOT EXISTS confidence double precision,
  ADD COLUMN IF NOT EXISTS metadata jsonb DEFAULT '{}',
  ADD COLUMN IF NOT EXISTS created_at timestamptz DEFAULT now();

CREATE INDEX IF NOT EXISTS routing_cache_by_end ON mcp.routing_cache (expires_at);

DROP FUNCTION IF EXISTS mcp.cleanup_routing_cache();

-- Removes what has expired, and returns how many entries that were. It runs with the rights of its caller.
CREATE FUNCTION mcp.cleanup_routing_cache() RETURNS integer
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  removed integer;
BEGIN
  DELETE FROM mcp.routing_cache WHERE expires_at < now();
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END
$$;
