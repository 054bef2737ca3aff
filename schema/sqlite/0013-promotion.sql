-- Promotions: what was put into the registry of skills, from which commit, by whom, and what was proven of it. Rows are added and never
-- changed; labels move. The files of a version stand in skill_version and skill_file.

-- digest is the sha256 of statement, which is canonical JSON and says all that the promotion did. signature is that of
-- 'ssh-keygen -Y sign' over statement. previous is the digest of the promotion before, so that one that is missing is noticed.
CREATE TABLE promotion (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  previous TEXT UNIQUE REFERENCES promotion (digest),
  statement TEXT NOT NULL,
  signature TEXT,
  promoted_by TEXT NOT NULL,
  promoted_at INTEGER NOT NULL,
  CHECK ((number = 1) = (previous IS NULL))
) STRICT;

-- Each version that was ever promoted. release is the digest of its files without the line that gives the status, which alone may
-- change.
CREATE TABLE promoted_version (
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  version TEXT NOT NULL CHECK (length(version) BETWEEN 1 AND 128),
  release TEXT NOT NULL CHECK (length(release) = 64),
  PRIMARY KEY (name, version),
  UNIQUE (name, version, release)
) STRICT, WITHOUT ROWID;

-- What a promotion did to a skill. digest is that of the version's files, evals_of that of the files that the evals ran on, and evals
-- that of their results. git_object is the id of the skill's folder or file in the commit.
CREATE TABLE promotion_step (
  promotion INTEGER NOT NULL REFERENCES promotion (number),
  name TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('add', 'change', 'move', 'move_back', 'retire', 'roll_back')),
  version TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('approved', 'stable', 'deprecated')),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  release TEXT NOT NULL,
  repository TEXT,
  source TEXT NOT NULL,
  git_object TEXT,
  evals TEXT CHECK (length(evals) = 64),
  evals_of TEXT,
  evals_passed INTEGER NOT NULL CHECK (evals_passed >= 0),
  evals_failed INTEGER NOT NULL CHECK (evals_failed >= 0),
  evals_waived INTEGER NOT NULL CHECK (evals_waived IN (0, 1)),
  PRIMARY KEY (promotion, name),
  -- The same version with other content is refused here.
  FOREIGN KEY (name, version, release) REFERENCES promoted_version (name, version, release),
  CONSTRAINT evals_passed_on_these_files CHECK (
    action IN ('retire', 'roll_back') OR evals_waived
    OR (evals IS NOT NULL AND evals_of = digest AND evals_passed > 0 AND evals_failed = 0))
) STRICT, WITHOUT ROWID;

CREATE INDEX promotion_step_by_name ON promotion_step (name, promotion);

-- Names of versions: 'latest' is what is in force, 'approved' and 'stable' what was last promoted with that status.
CREATE TABLE skill_label (
  name TEXT NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('latest', 'approved', 'stable')),
  version TEXT NOT NULL,
  promotion INTEGER NOT NULL REFERENCES promotion (number),
  PRIMARY KEY (name, label),
  FOREIGN KEY (name, version) REFERENCES promoted_version (name, version)
) STRICT, WITHOUT ROWID;

-- Messages about promotions, written with them. A message is sent until its receiver has taken it, always with the
-- same key; until taken_until, somebody is sending it.
CREATE TABLE promotion_message (
  id INTEGER PRIMARY KEY,
  promotion INTEGER NOT NULL REFERENCES promotion (number),
  receiver TEXT NOT NULL CHECK (length(receiver) BETWEEN 1 AND 64),
  key TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  due_at INTEGER NOT NULL,
  taken_until INTEGER,
  delivered_at INTEGER,
  problem TEXT,
  UNIQUE (promotion, receiver)
) STRICT;

CREATE INDEX promotion_message_due ON promotion_message (due_at) WHERE delivered_at IS NULL;

CREATE TRIGGER promotion_stays BEFORE UPDATE ON promotion
BEGIN SELECT raise(ABORT, 'promotions are added and never changed'); END;
CREATE TRIGGER promotion_is_kept BEFORE DELETE ON promotion
BEGIN SELECT raise(ABORT, 'promotions are added and never changed'); END;
CREATE TRIGGER promoted_version_stays BEFORE UPDATE ON promoted_version
BEGIN SELECT raise(ABORT, 'promoted versions are added and never changed'); END;
CREATE TRIGGER promoted_version_is_kept BEFORE DELETE ON promoted_version
BEGIN SELECT raise(ABORT, 'promoted versions are added and never changed'); END;
CREATE TRIGGER promotion_step_stays BEFORE UPDATE ON promotion_step
BEGIN SELECT raise(ABORT, 'promotions are added and never changed'); END;
CREATE TRIGGER promotion_step_is_kept BEFORE DELETE ON promotion_step
BEGIN SELECT raise(ABORT, 'promotions are added and never changed'); END;

-- What was promoted stays: the version, what it says of itself, and the name of its skill.
CREATE TRIGGER skill_version_was_promoted
BEFORE UPDATE OF version, skill_id, digest, manifest, description, form ON skill_version
WHEN EXISTS (
  SELECT 1 FROM skill s JOIN promoted_version p ON p.name = s.name AND p.version = OLD.version WHERE s.id = OLD.skill_id)
AND (NEW.version <> OLD.version OR NEW.skill_id <> OLD.skill_id
  OR (NEW.digest = OLD.digest
    AND (NEW.manifest <> OLD.manifest OR NEW.description <> OLD.description OR NEW.form <> OLD.form))
  OR NOT EXISTS (
    SELECT 1 FROM skill s JOIN promotion_step p ON p.name = s.name AND p.version = NEW.version AND p.digest = NEW.digest
    WHERE s.id = OLD.skill_id))
BEGIN SELECT raise(ABORT, 'a version that was promoted never changes'); END;

CREATE TRIGGER skill_version_is_kept BEFORE DELETE ON skill_version
WHEN EXISTS (
  SELECT 1 FROM skill s JOIN promoted_version p ON p.name = s.name AND p.version = OLD.version WHERE s.id = OLD.skill_id)
BEGIN SELECT raise(ABORT, 'a version that was promoted never changes'); END;

CREATE TRIGGER skill_was_promoted BEFORE UPDATE OF name ON skill
WHEN NEW.name <> OLD.name AND EXISTS (SELECT 1 FROM promoted_version p WHERE p.name = OLD.name)
BEGIN SELECT raise(ABORT, 'a skill that was promoted keeps its name'); END;

CREATE TRIGGER skill_is_kept BEFORE DELETE ON skill
WHEN EXISTS (SELECT 1 FROM promoted_version p WHERE p.name = OLD.name)
BEGIN SELECT raise(ABORT, 'a skill that was promoted stays'); END;

-- A rollback puts in force what was promoted before, and nothing else.
CREATE TRIGGER promotion_step_goes_back BEFORE INSERT ON promotion_step
WHEN NEW.action IN ('roll_back', 'retire') AND NOT EXISTS (
  SELECT 1 FROM promotion_step p WHERE p.promotion < NEW.promotion AND p.action <> 'retire'
    AND p.name = NEW.name AND p.version = NEW.version AND p.digest = NEW.digest)
BEGIN SELECT raise(ABORT, 'this version was not promoted before'); END;
