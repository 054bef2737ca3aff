-- What computes the meaning of the passages of a corpus. A corpus without a row has the model that is installed; one whose url is
-- NULL has none, and is searched by words alone.
--
-- url is the address below which /embeddings is, without secrets; key_env is the name of the environment variable with the key.
-- dimensions is how many numbers the service gives; asks_dimensions tells whether it is asked for so many. price is in dollars for
-- a million tokens.
CREATE TABLE corpus_embedder (
  corpus_id INTEGER PRIMARY KEY REFERENCES document_corpus (id) ON DELETE CASCADE,
  url TEXT,
  model TEXT CHECK ((model IS NULL) = (url IS NULL)),
  dimensions INTEGER CHECK ((dimensions IS NULL) = (url IS NULL) AND dimensions BETWEEN 1 AND 4096),
  asks_dimensions INTEGER NOT NULL DEFAULT 0 CHECK (asks_dimensions IN (0, 1)),
  key_env TEXT,
  query_prefix TEXT NOT NULL DEFAULT '',
  passage_prefix TEXT NOT NULL DEFAULT '',
  price REAL CHECK (price >= 0)
) STRICT;
