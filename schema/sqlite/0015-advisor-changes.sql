-- What a scan can say of findings that it does not have, and what came and went in it.

-- coverage says which rules were judged, what they could not assess, and which resources there were; it is NULL for scans from before.
-- compared_with is the number of the scan that advisor_change compares with, which may be forgotten since; it is NULL for the first scan
-- of an account, for one that came late, and for scans from before.
ALTER TABLE advisor_scan ADD COLUMN coverage TEXT
  CHECK (coverage IS NULL OR json_valid(coverage) AND json_type(coverage) = 'object');
ALTER TABLE advisor_scan ADD COLUMN compared_with INTEGER;

-- A finding that came or went in a scan. A finding that is unknown was in the scan before, and this one could not judge it.
CREATE TABLE advisor_change (
  scan_id INTEGER NOT NULL REFERENCES advisor_scan (id) ON DELETE CASCADE,
  finding_id INTEGER NOT NULL REFERENCES advisor_finding (id) ON DELETE CASCADE,
  change TEXT NOT NULL CHECK (change IN ('new', 'newly_judged', 'fixed', 'unknown')),
  PRIMARY KEY (scan_id, finding_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX advisor_change_by_finding ON advisor_change (finding_id);
CREATE INDEX advisor_finding_fixed ON advisor_finding (fixed_at) WHERE fixed_at IS NOT NULL;
