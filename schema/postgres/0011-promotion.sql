-- Promotions: what was put into the registry of skills, from which commit, by whom, and what was proven of it. Rows are added and never
-- changed; labels move. The files of a version stand in mcp.skill_version and mcp.skill_file.

-- digest is the sha256 of statement, which is canonical JSON and says all that the promotion did. signature is that of 'ssh-keygen -Y sign'
-- over statement. previous is the digest of the promotion before, so that one that is missing is noticed.
CREATE TABLE IF NOT EXISTS mcp.promotion (
  number bigint PRIMARY KEY CHECK (number > 0),
  digest text NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
  previous text UNIQUE REFERENCES mcp.promotion (digest),
  statement text NOT NULL,
  signature text,
  promoted_by text NOT NULL,
  promoted_at timestamptz NOT NULL,
  CHECK ((number = 1) = (previous IS NULL))
);

-- Each version that was ever promoted. release is the digest of its files without the line that gives the status, which alone may change.
CREATE TABLE IF NOT EXISTS mcp.promoted_version (
  name text COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  version text COLLATE "C" NOT NULL CHECK (length(version) BETWEEN 1 AND 128),
  release text NOT NULL CHECK (release ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (name, version),
  UNIQUE (name, version, release)
);

-- What a promotion did to a skill. digest is that of the version's files, evals_of that of the files that the evals ran on, and evals that of
-- their results; all three are of the same files unless evals_waived. git_object is the id of the skill's folder or file in the commit.
CREATE TABLE IF NOT EXISTS mcp.promotion_step (
  promotion bigint NOT NULL REFERENCES mcp.promotion (number),
  name text COLLATE "C" NOT NULL,
  action text NOT NULL CHECK (action IN ('add', 'change', 'move', 'move_back', 'retire', 'roll_back')),
  version text COLLATE "C" NOT NULL,
  status text NOT NULL CHECK (status IN ('approved', 'stable', 'deprecated')),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  release text NOT NULL,
  repository text,
  source text NOT NULL,
  git_object text,
  evals text CHECK (evals ~ '^[0-9a-f]{64}$'),
  evals_of text,
  evals_passed integer NOT NULL CHECK (evals_passed >= 0),
  evals_failed integer NOT NULL CHECK (evals_failed >= 0),
  evals_waived boolean NOT NULL,
  PRIMARY KEY (promotion, name),
  -- The same version with other content is refused here.
  CONSTRAINT version_was_promoted_with_other_content
    FOREIGN KEY (name, version, release) REFERENCES mcp.promoted_version (name, version, release),
  CONSTRAINT evals_passed_on_these_files CHECK (
    action IN ('retire', 'roll_back') OR evals_waived
    OR (evals IS NOT NULL AND evals_of = digest AND evals_passed > 0 AND evals_failed = 0))
);

CREATE INDEX IF NOT EXISTS promotion_step_by_name ON mcp.promotion_step (name, promotion);

-- Names of versions: 'latest' is what is in force, 'approved' and 'stable' what was last promoted with that status.
CREATE TABLE IF NOT EXISTS mcp.skill_label (
  name text COLLATE "C" NOT NULL,
  label text NOT NULL CHECK (label IN ('latest', 'approved', 'stable')),
  version text COLLATE "C" NOT NULL,
  promotion bigint NOT NULL REFERENCES mcp.promotion (number),
  PRIMARY KEY (name, label),
  FOREIGN KEY (name, version) REFERENCES mcp.promoted_version (name, version)
);

-- Messages about promotions, written with them. A message is sent until its receiver has taken it, always with the
-- same key; until taken_until, somebody is sending it.
CREATE TABLE IF NOT EXISTS mcp.promotion_message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  promotion bigint NOT NULL REFERENCES mcp.promotion (number),
  receiver text NOT NULL CHECK (length(receiver) BETWEEN 1 AND 64),
  key text NOT NULL UNIQUE,
  body text NOT NULL,
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  due_at timestamptz NOT NULL,
  taken_until timestamptz,
  delivered_at timestamptz,
  problem text,
  UNIQUE (promotion, receiver)
);

CREATE INDEX IF NOT EXISTS promotion_message_due ON mcp.promotion_message (due_at) WHERE delivered_at IS NULL;

-- Whether a version of a skill, its files or their content were released, for those who may read nothing else.
-- SECURITY DEFINER: a policy that looked at the tables itself would be held by their policies.
CREATE OR REPLACE FUNCTION mcp.is_release(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT EXISTS (SELECT FROM mcp.skill_version v WHERE v.id = wanted AND v.status IN ('approved', 'stable'))
$$;

CREATE OR REPLACE FUNCTION mcp.has_release(skill bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT EXISTS (SELECT FROM mcp.skill_version v WHERE v.skill_id = skill AND v.status IN ('approved', 'stable'))
$$;

CREATE OR REPLACE FUNCTION mcp.is_released_content(content bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT EXISTS (
    SELECT FROM mcp.skill_file f JOIN mcp.skill_version v ON v.id = f.version_id
    WHERE f.digest = content AND v.status IN ('approved', 'stable'))
$$;

REVOKE ALL ON FUNCTION mcp.is_release(bigint), mcp.has_release(bigint), mcp.is_released_content(bytea) FROM PUBLIC;

CREATE OR REPLACE FUNCTION mcp.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  RAISE EXCEPTION 'rows of mcp.% are added and never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['promotion', 'promoted_version', 'promotion_step'] LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER %I BEFORE UPDATE OR DELETE ON mcp.%I FOR EACH ROW EXECUTE FUNCTION mcp.refuse_change()', part || '_stays', part);
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER %I BEFORE TRUNCATE ON mcp.%I FOR EACH STATEMENT EXECUTE FUNCTION mcp.refuse_change()', part || '_is_kept', part);
  END LOOP;
END
$$;

-- What was promoted stays: the version, what it says of itself, and the name of its skill.
CREATE OR REPLACE FUNCTION mcp.keep_promoted_version() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  promoted text;
BEGIN
  SELECT s.name INTO promoted FROM mcp.skill s JOIN mcp.promoted_version p ON p.name = s.name AND p.version = OLD.version
  WHERE s.id = OLD.skill_id;
  IF promoted IS NULL THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  -- What it says of itself changes with its files alone.
  IF TG_OP = 'UPDATE' AND NEW.version = OLD.version AND NEW.skill_id = OLD.skill_id
    AND (NEW.digest <> OLD.digest OR (NEW.manifest, NEW.description, NEW.form) = (OLD.manifest, OLD.description, OLD.form))
    AND EXISTS (SELECT FROM mcp.promotion_step p WHERE p.name = promoted AND p.version = NEW.version AND p.digest = NEW.digest)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'version % of skill % was promoted and never changes', OLD.version, promoted USING ERRCODE = 'restrict_violation';
END
$$;

CREATE OR REPLACE TRIGGER skill_version_was_promoted
BEFORE UPDATE OF version, skill_id, digest, manifest, description, form OR DELETE ON mcp.skill_version
FOR EACH ROW EXECUTE FUNCTION mcp.keep_promoted_version();

CREATE OR REPLACE FUNCTION mcp.keep_promoted_skill() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT FROM mcp.promoted_version p WHERE p.name = OLD.name) AND (TG_OP = 'DELETE' OR NEW.name <> OLD.name) THEN
    RAISE EXCEPTION 'skill % was promoted and keeps its name', OLD.name USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;

CREATE OR REPLACE TRIGGER skill_was_promoted BEFORE UPDATE OF name OR DELETE ON mcp.skill
FOR EACH ROW EXECUTE FUNCTION mcp.keep_promoted_skill();

-- At the end of a transaction, the files of a version that was promoted have the digest of the version: the sha256 of a line for each file
-- with its mode, the sha256 of its content and its path ('man 7 ipai-skills').
CREATE OR REPLACE FUNCTION mcp.check_promoted_files() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  wanted text;
  found text;
BEGIN
  SELECT v.digest INTO wanted FROM mcp.skill_version v JOIN mcp.skill s ON s.id = v.skill_id
  JOIN mcp.promoted_version p ON p.name = s.name AND p.version = v.version WHERE v.id = coalesce(NEW.version_id, OLD.version_id);
  IF wanted IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT encode(sha256(convert_to(coalesce(string_agg(
    CASE WHEN f.executable THEN '755 ' ELSE '644 ' END || encode(f.digest, 'hex') || '  ' || f.path || E'\n', '' ORDER BY f.path COLLATE "C"),
    ''), 'UTF8')), 'hex') INTO found
  FROM mcp.skill_file f WHERE f.version_id = coalesce(NEW.version_id, OLD.version_id);
  IF found <> wanted THEN
    RAISE EXCEPTION 'the files of a version that was promoted never change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS skill_file_was_promoted ON mcp.skill_file;
CREATE CONSTRAINT TRIGGER skill_file_was_promoted AFTER INSERT OR UPDATE OR DELETE ON mcp.skill_file
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mcp.check_promoted_files();

ALTER TABLE mcp.skill_content
  DROP CONSTRAINT IF EXISTS content_has_its_digest, ADD CONSTRAINT content_has_its_digest CHECK (digest = sha256(bytes));

-- A rollback puts in force what was promoted before, and nothing else.
CREATE OR REPLACE FUNCTION mcp.check_rollback() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM mcp.promotion_step p WHERE p.promotion < NEW.promotion AND p.action <> 'retire'
      AND p.name = NEW.name AND p.version = NEW.version AND p.digest = NEW.digest)
  THEN
    RAISE EXCEPTION 'version % of skill % was not promoted before', NEW.version, NEW.name USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER promotion_step_goes_back BEFORE INSERT ON mcp.promotion_step
FOR EACH ROW WHEN (NEW.action IN ('roll_back', 'retire')) EXECUTE FUNCTION mcp.check_rollback();

-- A row of the registry for a skill that was promoted is about a version that was promoted, with its digest.
CREATE OR REPLACE FUNCTION mcp.check_registered_digest() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT FROM mcp.promoted_version p WHERE p.name = NEW.id) AND NOT EXISTS (
    SELECT FROM mcp.promotion_step p
    WHERE p.name = NEW.id AND p.version = NEW.version AND 'sha256:' || p.digest = NEW.metadata ->> 'digest')
  THEN
    RAISE EXCEPTION 'version % of skill % was not promoted with this digest', NEW.version, NEW.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER skills_registry_digest BEFORE INSERT OR UPDATE OF id, version, metadata ON mcp.skills_registry
FOR EACH ROW EXECUTE FUNCTION mcp.check_registered_digest();
