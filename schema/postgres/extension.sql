-- Makes pgvector in this database, unless it is there. Some servers let only a superuser do it.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') THEN
    -- Supabase keeps extensions in a schema of their own.
    IF to_regnamespace('extensions') IS NOT NULL THEN
      CREATE EXTENSION vector SCHEMA extensions;
    ELSE
      CREATE EXTENSION vector SCHEMA public;
    END IF;
  END IF;
END
$$;

-- A table of vectors from which they were taken away, as when pgvector was dropped, is made anew by its migration.
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'mcp' AND c.relname = 'document_vector' AND c.relkind = 'r' AND NOT EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'embedding' AND NOT a.attisdropped))
  THEN
    DROP TABLE mcp.document_vector;
  END IF;
END
$$;
