-- mcp.search_rag finds the passages of ipai's corpora too, whose vectors stand in document_vector.

-- The function keeps this path.
SELECT set_config('search_path', format('pg_catalog, mcp, %I, pg_temp', n.nspname), true)
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector';

CREATE OR REPLACE FUNCTION mcp.search_rag(
  query_embedding vector, match_corpus text DEFAULT NULL, match_count integer DEFAULT 10, match_threshold double precision DEFAULT 0,
  match_model text DEFAULT '')
RETURNS TABLE (id uuid, corpus text, chunk_text text, metadata jsonb, similarity double precision)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT c.id, c.corpus, c.chunk_text, c.metadata, 1 - c.distance FROM (
    SELECT r.id, r.corpus, r.chunk_text, r.metadata, r.embedding <=> query_embedding AS distance
    FROM mcp.rag_embeddings r
    WHERE r.model = match_model AND r.dimensions = vector_dims(query_embedding) AND mcp.is_held(r.number)
      AND (match_corpus IS NULL OR r.corpus = match_corpus)
    UNION ALL
    SELECT r.id, r.corpus, r.chunk_text, r.metadata, v.embedding::vector <=> query_embedding
    FROM mcp.document_vector v JOIN mcp.rag_embeddings r ON r.number = v.document
    WHERE v.corpus = 'documents' AND v.model = match_model AND vector_dims(v.embedding) = vector_dims(query_embedding)
      AND mcp.is_held(r.number) AND (match_corpus IS NULL OR r.corpus = match_corpus)
  ) c
  -- The distance to a vector of zeros is NaN, which is above every number.
  WHERE c.distance <= 1 - match_threshold
  ORDER BY c.distance, c.id
  LIMIT greatest(match_count, 0)
$$;
