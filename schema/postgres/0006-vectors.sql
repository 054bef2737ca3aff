-- What the documents of all corpora mean but those in rag_embeddings, which has a column for it. extension.sql has made pgvector.

DO $$
DECLARE
  place text;
BEGIN
  SELECT n.nspname INTO place FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector';
  -- model is the revision of the model: vectors of different ones are never compared. document is the number of the row that the corpus
  -- has the document in. The vectors of a model have one size; larger collections get an index of their own.
  EXECUTE format(
    'CREATE TABLE IF NOT EXISTS mcp.document_vector (
      corpus text NOT NULL,
      model text NOT NULL,
      document bigint NOT NULL,
      embedding %I.halfvec NOT NULL,
      PRIMARY KEY (corpus, model, document)
    )', place);
  -- ANALYZE keeps examples of values, which would outlive what is forgotten.
  ALTER TABLE mcp.document_vector ALTER COLUMN embedding SET STATISTICS 0;
END
$$;
