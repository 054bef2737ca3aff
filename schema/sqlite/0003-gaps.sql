-- What an index of a repository lacks, so that "up to date" is true and what was repaired is read.

-- A random number that a row keeps for life: a repository that was forgotten and indexed again may get the same id.
ALTER TABLE repository ADD COLUMN token INTEGER NOT NULL DEFAULT 0;

-- Where the history of a shallow clone ended when the index was last complete: 20-byte ids in ascending order.
-- NULL where that is not known, as in an index that an older ipai made; the next run walks all of the history then.
ALTER TABLE repository ADD COLUMN boundary BLOB CHECK (length(boundary) % 20 = 0);

-- Commits that are not in the index, or not with all of their paths and diff words, because of an object that this clone
-- lacks or that is damaged. Where that object is the commit itself, what it descends from may be missing too.
CREATE TABLE unreadable (
  repository_id INTEGER NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  commit_oid BLOB NOT NULL CHECK (length(commit_oid) = 20),
  object_oid BLOB NOT NULL CHECK (length(object_oid) = 20),
  PRIMARY KEY (repository_id, commit_oid)
) STRICT, WITHOUT ROWID;

CREATE INDEX unreadable_commit ON unreadable (repository_id) WHERE commit_oid = object_oid;

-- How many commits a repository reaches, which counting would take milliseconds for.
ALTER TABLE repository ADD COLUMN commits INTEGER NOT NULL DEFAULT 0;
UPDATE repository SET commits = (SELECT count(*) FROM reachable WHERE repository_id = repository.id);

CREATE TRIGGER reachable_is_counted AFTER INSERT ON reachable BEGIN
  UPDATE repository SET commits = commits + 1 WHERE id = NEW.repository_id;
END;

CREATE TRIGGER unreachable_is_counted AFTER DELETE ON reachable BEGIN
  UPDATE repository SET commits = commits - 1 WHERE id = OLD.repository_id;
END;
