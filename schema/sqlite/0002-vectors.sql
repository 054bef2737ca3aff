-- Embeddings of commits, in 8 bits: what an index of words cannot find.

-- revision is the SHA-256 of the model's weights: vectors of different models are never compared.
CREATE TABLE embedding_model (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  revision TEXT NOT NULL UNIQUE CHECK (length(revision) = 64),
  dimensions INTEGER NOT NULL CHECK (dimensions > 0)
) STRICT;

-- The vector is scale times the signed bytes of `bytes`: 0.3 of the subject's embedding and 0.7 of the whole message's,
-- so that one product with a query gives what both would.
CREATE TABLE commit_vector (
  model_id INTEGER NOT NULL REFERENCES embedding_model (id),
  commit_id INTEGER NOT NULL REFERENCES git_commit (id) ON DELETE CASCADE,
  scale REAL NOT NULL CHECK (scale >= 0),
  bytes BLOB NOT NULL,
  PRIMARY KEY (model_id, commit_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX commit_vector_by_commit ON commit_vector (commit_id);

-- Tells this database from others, for the names of caches made from it.
CREATE TABLE identity (
  id BLOB NOT NULL CHECK (length(id) = 16)
) STRICT;

INSERT INTO identity (id) VALUES (randomblob(16));

-- Changed to another random number by each transaction that adds or removes vectors: unlike a count, it differs between
-- copies of a database that went different ways.
INSERT INTO corpus (name, version) VALUES ('commit vectors', random());
