-- The words that documents of all corpora are found by, in segments: the documents that were indexed together, with the places of each of
-- their terms. A segment is never changed but to take documents out of it, and small ones are merged from time to time.

-- It changes whenever a search of a corpus can find something else.
CREATE TABLE IF NOT EXISTS mcp.corpus_version (
  corpus text PRIMARY KEY,
  version bigint NOT NULL
);

-- documents are the numbers of the rows that a corpus has its documents in; 0 where one was taken out. lengths has how many terms each field
-- of each document has, as numbers in base 128 with the low groups first (LEB128).
CREATE TABLE IF NOT EXISTS mcp.word_segment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  corpus text NOT NULL,
  documents bigint[] NOT NULL,
  lengths bytea NOT NULL
);

CREATE INDEX IF NOT EXISTS word_segment_by_corpus ON mcp.word_segment (corpus);

-- postings has, for each document of the segment that holds the term, in LEB128: how many places it stands after the one before, how many
-- fields hold the term, and for each of these its number, how often, and the positions, each as its distance from the one before.
CREATE TABLE IF NOT EXISTS mcp.word_posting (
  corpus text NOT NULL,
  term text COLLATE "C" NOT NULL,
  segment bigint NOT NULL REFERENCES mcp.word_segment (id) ON DELETE CASCADE,
  postings bytea NOT NULL,
  PRIMARY KEY (corpus, term, segment)
);

CREATE INDEX IF NOT EXISTS word_posting_by_segment ON mcp.word_posting (segment);
