-- What passages mean, by pgvector, which extension.sql has made. A vector is only ever compared with those of the same model.

-- The functions below keep this path.
SELECT set_config('search_path', format('pg_catalog, mcp, %I, pg_temp', n.nspname), true)
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector';

ALTER TABLE mcp.rag_embeddings ADD COLUMN IF NOT EXISTS embedding vector;

-- A column that was there takes vectors of one size only, and so do its indexes.
DO $$
DECLARE
  old text;
BEGIN
  IF (SELECT atttypmod FROM pg_attribute WHERE attrelid = 'mcp.rag_embeddings'::regclass AND attname = 'embedding') = -1 THEN
    RETURN;
  END IF;
  FOR old IN
    SELECT i.indexrelid::regclass FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = 'mcp.rag_embeddings'::regclass AND a.attname = 'embedding'
  LOOP
    EXECUTE format('DROP INDEX %s', old);
  END LOOP;
  ALTER TABLE mcp.rag_embeddings ALTER COLUMN embedding TYPE vector;
END
$$;

-- The revision of the model; '' for vectors of programs that do not say it, of which only those with as many dimensions are compared.
ALTER TABLE mcp.rag_embeddings
  ADD COLUMN IF NOT EXISTS model text NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS dimensions integer GENERATED ALWAYS AS (vector_dims(embedding)) STORED;

DO $$
DECLARE
  old text;
BEGIN
  FOR old IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'mcp'::regnamespace AND p.proname = 'search_rag' LOOP
    EXECUTE format('DROP FUNCTION %s', old);
  END LOOP;
END
$$;

-- The passages of a corpus that are most like a vector, with their cosine similarity, the best first. Those of the model `match_model`
-- alone are compared, and only those with as many dimensions.
CREATE FUNCTION mcp.search_rag(
  query_embedding vector, match_corpus text DEFAULT NULL, match_count integer DEFAULT 10, match_threshold double precision DEFAULT 0,
  match_model text DEFAULT '')
RETURNS TABLE (id uuid, corpus text, chunk_text text, metadata jsonb, similarity double precision)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT r.id, r.corpus, r.chunk_text, r.metadata, 1 - (r.embedding <=> query_embedding)
  FROM mcp.rag_embeddings r
  WHERE r.model = match_model AND r.dimensions = vector_dims(query_embedding)
    AND (match_corpus IS NULL OR r.corpus = match_corpus)
    -- The distance to a vector of zeros is NaN, which is above every number.
    AND r.embedding <=> query_embedding <= 1 - match_threshold
  ORDER BY r.embedding <=> query_embedding, r.id
  LIMIT greatest(match_count, 0)
$$;
