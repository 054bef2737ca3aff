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
