-- What the advisor found in accounts, as the local database has it. Only the owner of the schema sees it. Amounts are US cents a month.

-- A scan of an account. account is the UUID of the account, version that of the ipai that scanned it. score is NULL where nothing could
-- be judged. tallies, not_assessed and states say how the rules did, what could not be judged, and how much of each part was read.
-- They are json, and not jsonb, since texts of an account may have a NUL.
CREATE TABLE IF NOT EXISTS mcp.advisor_scan (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text COLLATE "C" NOT NULL CHECK (octet_length(account) BETWEEN 1 AND 255),
  account_name text,
  read_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  version text NOT NULL,
  score double precision CHECK (score BETWEEN 0 AND 100),
  saving bigint NOT NULL,
  critical integer NOT NULL CHECK (critical >= 0),
  high integer NOT NULL CHECK (high >= 0),
  medium integer NOT NULL CHECK (medium >= 0),
  low integer NOT NULL CHECK (low >= 0),
  info integer NOT NULL CHECK (info >= 0),
  tallies json NOT NULL CHECK (json_typeof(tallies) = 'array'),
  not_assessed json NOT NULL CHECK (json_typeof(not_assessed) = 'array'),
  states json NOT NULL CHECK (json_typeof(states) = 'object')
);

CREATE INDEX IF NOT EXISTS advisor_scan_by_account ON mcp.advisor_scan (account, id);

-- A finding, which its fingerprint names in all scans of an account. It was there from first_seen on without a break; last_scan_id is the
-- latest scan that had it, and document says what that scan knew of it. fixed_at is when a scan judged its rule and did not find it.
-- search_text is what a search of findings looks into, in lower case.
CREATE TABLE IF NOT EXISTS mcp.advisor_finding (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text COLLATE "C" NOT NULL CHECK (octet_length(account) BETWEEN 1 AND 255),
  fingerprint text COLLATE "C" NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{16}$'),
  rule text COLLATE "C" NOT NULL CHECK (length(rule) BETWEEN 1 AND 64),
  category text NOT NULL CHECK (category IN ('cost', 'security', 'reliability', 'performance', 'operations')),
  severity text NOT NULL CHECK (severity IN ('info', 'low', 'medium', 'high', 'critical')),
  saving bigint,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL CHECK (last_seen >= first_seen),
  last_scan_id bigint NOT NULL REFERENCES mcp.advisor_scan (id) ON DELETE CASCADE,
  fixed_at timestamptz,
  urn text COLLATE "C" NOT NULL,
  search_text text COLLATE "C" NOT NULL,
  document json NOT NULL CHECK (json_typeof(document) = 'object'),
  UNIQUE (account, fingerprint)
);

CREATE INDEX IF NOT EXISTS advisor_finding_by_fingerprint ON mcp.advisor_finding (fingerprint);
CREATE INDEX IF NOT EXISTS advisor_finding_by_scan ON mcp.advisor_finding (last_scan_id);

-- The findings of each scan, with what may be otherwise in another scan.
CREATE TABLE IF NOT EXISTS mcp.advisor_scan_finding (
  scan_id bigint NOT NULL REFERENCES mcp.advisor_scan (id) ON DELETE CASCADE,
  finding_id bigint NOT NULL REFERENCES mcp.advisor_finding (id) ON DELETE CASCADE,
  severity text NOT NULL CHECK (severity IN ('info', 'low', 'medium', 'high', 'critical')),
  saving bigint,
  first_seen timestamptz NOT NULL,
  PRIMARY KEY (scan_id, finding_id)
);

CREATE INDEX IF NOT EXISTS advisor_scan_finding_by_finding ON mcp.advisor_scan_finding (finding_id);

-- What somebody decided to leave as it is: a finding, all findings of a rule, or those of a rule on a resource. account is NULL for all
-- accounts. It counts until its date, and until it is removed.
CREATE TABLE IF NOT EXISTS mcp.advisor_suppression (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text COLLATE "C" CHECK (octet_length(account) BETWEEN 1 AND 255),
  fingerprint text COLLATE "C" CHECK (fingerprint ~ '^[0-9a-f]{16}$'),
  rule text COLLATE "C" CHECK (length(rule) BETWEEN 1 AND 64),
  urn text COLLATE "C" CHECK (length(urn) BETWEEN 1 AND 1000),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  owner text CHECK (length(owner) BETWEEN 1 AND 200),
  until timestamptz,
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  CHECK ((fingerprint IS NULL) <> (rule IS NULL)),
  CHECK (urn IS NULL OR rule IS NOT NULL),
  CHECK (until > created_at)
);

CREATE INDEX IF NOT EXISTS advisor_suppression_in_force ON mcp.advisor_suppression (account) WHERE removed_at IS NULL;

-- The addresses that scans listed as those of an account, so that a record that still points to one is noticed after it is gone.
CREATE TABLE IF NOT EXISTS mcp.advisor_address (
  account text COLLATE "C" NOT NULL CHECK (octet_length(account) BETWEEN 1 AND 255),
  address text COLLATE "C" NOT NULL CHECK (length(address) BETWEEN 1 AND 255),
  urn text COLLATE "C" NOT NULL,
  last_seen timestamptz NOT NULL,
  PRIMARY KEY (account, address)
);

-- ANALYZE keeps examples of values, which would outlive what is forgotten.
ALTER TABLE mcp.advisor_scan ALTER COLUMN account_name SET STATISTICS 0;
ALTER TABLE mcp.advisor_finding ALTER COLUMN search_text SET STATISTICS 0, ALTER COLUMN document SET STATISTICS 0;
