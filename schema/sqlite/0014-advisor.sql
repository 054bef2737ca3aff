-- What the advisor found in accounts. Times are seconds since 1970, and amounts are US cents a month.

-- A scan of an account. account is the UUID of the account, version that of the ipai that scanned it. score is NULL where nothing could
-- be judged. tallies, not_assessed and states say how the rules did, what could not be judged, and how much of each part was read.
CREATE TABLE advisor_scan (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL CHECK (length(CAST(account AS BLOB)) BETWEEN 1 AND 255),
  account_name TEXT,
  read_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  version TEXT NOT NULL,
  score REAL CHECK (score BETWEEN 0 AND 100),
  saving INTEGER NOT NULL,
  critical INTEGER NOT NULL CHECK (critical >= 0),
  high INTEGER NOT NULL CHECK (high >= 0),
  medium INTEGER NOT NULL CHECK (medium >= 0),
  low INTEGER NOT NULL CHECK (low >= 0),
  info INTEGER NOT NULL CHECK (info >= 0),
  tallies TEXT NOT NULL CHECK (json_valid(tallies) AND json_type(tallies) = 'array'),
  not_assessed TEXT NOT NULL CHECK (json_valid(not_assessed) AND json_type(not_assessed) = 'array'),
  states TEXT NOT NULL CHECK (json_valid(states) AND json_type(states) = 'object')
) STRICT;

CREATE INDEX advisor_scan_by_account ON advisor_scan (account, id);

-- A finding, which its fingerprint names in all scans of an account. It was there from first_seen on without a break; last_scan_id is the
-- latest scan that had it, and document says what that scan knew of it. fixed_at is when a scan judged its rule and did not find it.
-- search_text is what a search of findings looks into, in lower case.
CREATE TABLE advisor_finding (
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL CHECK (length(CAST(account AS BLOB)) BETWEEN 1 AND 255),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 16 AND fingerprint NOT GLOB '*[^0-9a-f]*'),
  rule TEXT NOT NULL CHECK (length(rule) BETWEEN 1 AND 64),
  category TEXT NOT NULL CHECK (category IN ('cost', 'security', 'reliability', 'performance', 'operations')),
  severity TEXT NOT NULL CHECK (severity IN ('info', 'low', 'medium', 'high', 'critical')),
  saving INTEGER,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL CHECK (last_seen >= first_seen),
  last_scan_id INTEGER NOT NULL REFERENCES advisor_scan (id) ON DELETE CASCADE,
  fixed_at INTEGER,
  urn TEXT NOT NULL,
  search_text TEXT NOT NULL,
  document TEXT NOT NULL CHECK (json_valid(document) AND json_type(document) = 'object'),
  UNIQUE (account, fingerprint)
) STRICT;

CREATE INDEX advisor_finding_by_fingerprint ON advisor_finding (fingerprint);
CREATE INDEX advisor_finding_by_scan ON advisor_finding (last_scan_id);

-- The findings of each scan, with what may be otherwise in another scan.
CREATE TABLE advisor_scan_finding (
  scan_id INTEGER NOT NULL REFERENCES advisor_scan (id) ON DELETE CASCADE,
  finding_id INTEGER NOT NULL REFERENCES advisor_finding (id) ON DELETE CASCADE,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'low', 'medium', 'high', 'critical')),
  saving INTEGER,
  first_seen INTEGER NOT NULL,
  PRIMARY KEY (scan_id, finding_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX advisor_scan_finding_by_finding ON advisor_scan_finding (finding_id);

-- What somebody decided to leave as it is: a finding, all findings of a rule, or those of a rule on a resource. account is NULL for all
-- accounts. It counts until its date, and until it is removed.
CREATE TABLE advisor_suppression (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT CHECK (length(CAST(account AS BLOB)) BETWEEN 1 AND 255),
  fingerprint TEXT CHECK (length(fingerprint) = 16 AND fingerprint NOT GLOB '*[^0-9a-f]*'),
  rule TEXT CHECK (length(rule) BETWEEN 1 AND 64),
  urn TEXT CHECK (length(urn) BETWEEN 1 AND 1000),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  owner TEXT CHECK (length(owner) BETWEEN 1 AND 200),
  until INTEGER,
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  CHECK ((fingerprint IS NULL) <> (rule IS NULL)),
  CHECK (urn IS NULL OR rule IS NOT NULL),
  CHECK (until > created_at)
) STRICT;

CREATE INDEX advisor_suppression_in_force ON advisor_suppression (account) WHERE removed_at IS NULL;

-- The addresses that scans listed as those of an account, so that a record that still points to one is noticed after it is gone.
CREATE TABLE advisor_address (
  account TEXT NOT NULL CHECK (length(CAST(account AS BLOB)) BETWEEN 1 AND 255),
  address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 255),
  urn TEXT NOT NULL,
  last_seen INTEGER NOT NULL,
  PRIMARY KEY (account, address)
) STRICT, WITHOUT ROWID;
