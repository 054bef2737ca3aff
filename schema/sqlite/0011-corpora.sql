-- Documents and source code: named corpora of what is in folders, or was imported.

CREATE TABLE document_corpus (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
  added_at INTEGER NOT NULL
) STRICT;

-- A folder or a file that was added; path is absolute, and empty for what was imported. include and exclude are JSON arrays of patterns.
-- synced_at is when all of it was read; NULL before that, or when it was interrupted.
CREATE TABLE document_source (
  id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL REFERENCES document_corpus (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  include TEXT NOT NULL CHECK (json_valid(include)),
  exclude TEXT NOT NULL CHECK (json_valid(exclude)),
  synced_at INTEGER,
  UNIQUE (corpus_id, path)
) STRICT;

-- A text under a name, wherever it is found: in another corpus, in another work tree, on another branch it is the same row.
-- digest is the SHA-256 of the path and the text. splitter is the version of what divided it.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  splitter INTEGER NOT NULL
) STRICT;

-- A file of a source, with what tells whether it has changed (times in nanoseconds), and either its document or why it has none.
CREATE TABLE source_file (
  source_id INTEGER NOT NULL REFERENCES document_source (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  document_id INTEGER REFERENCES document (id),
  skipped TEXT CHECK ((skipped IS NULL) = (document_id IS NOT NULL)),
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  metadata TEXT CHECK (metadata IS NULL OR json_valid(metadata)),
  PRIMARY KEY (source_id, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX source_file_by_document ON source_file (document_id, source_id) WHERE document_id IS NOT NULL;

-- A part of a document. heading has the headings that lead to it, or the names of a definition, one a line; symbol is the name of a
-- definition without those around it. What is embedded is the heading and the text; digest is the beginning of its SHA-256.
CREATE TABLE passage (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start_line INTEGER NOT NULL CHECK (start_line > 0),
  end_line INTEGER NOT NULL CHECK (end_line >= start_line),
  kind TEXT NOT NULL,
  heading TEXT NOT NULL,
  symbol TEXT,
  text TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 16),
  search_text TEXT NOT NULL GENERATED ALWAYS AS (heading || char(10) || text) VIRTUAL,
  UNIQUE (document_id, position)
) STRICT;

CREATE INDEX passage_by_digest ON passage (digest);
CREATE INDEX passage_by_symbol ON passage (symbol) WHERE symbol IS NOT NULL;

-- Stems joined by spaces, as in commit_words.
CREATE VIRTUAL TABLE passage_words USING fts5 (
  path, heading, text,
  content = '', tokenize = 'ascii', detail = full
);

-- A vector as in commit_vector, once for all passages of the same text.
CREATE TABLE passage_embedding (
  model_id INTEGER NOT NULL REFERENCES embedding_model (id),
  digest BLOB NOT NULL CHECK (length(digest) = 16),
  scale REAL NOT NULL CHECK (scale >= 0),
  bytes BLOB NOT NULL,
  PRIMARY KEY (model_id, digest)
) STRICT, WITHOUT ROWID;

-- The vectors of passages as those of other corpora are kept.
CREATE VIEW passage_vector AS
SELECT e.model_id, p.id AS passage_id, e.scale, e.bytes
FROM passage p JOIN passage_embedding e ON e.digest = p.digest;

CREATE TRIGGER passage_vector_insert INSTEAD OF INSERT ON passage_vector BEGIN
  INSERT OR IGNORE INTO passage_embedding (model_id, digest, scale, bytes)
  SELECT NEW.model_id, p.digest, NEW.scale, NEW.bytes FROM passage p WHERE p.id = NEW.passage_id;
END;

INSERT INTO corpus (name, version) VALUES ('documents', 0), ('document vectors', random());
