-- What a scan can say of findings that it does not have, and what came and went in it, as the local database has it.

-- coverage says which rules were judged, what they could not assess, and which resources there were; it is NULL for scans from before.
-- compared_with is the number of the scan that advisor_change compares with, which may be forgotten since; it is NULL for the first scan
-- of an account, for one that came late, and for scans from before.
ALTER TABLE mcp.advisor_scan
  ADD COLUMN IF NOT EXISTS coverage json CHECK (json_typeof(coverage) = 'object'),
  ADD COLUMN IF NOT EXISTS compared_with bigint;

-- A finding that came or went in a scan. A finding that is unknown was in the scan before, and this one could not judge it.
CREATE TABLE IF NOT EXISTS mcp.advisor_change (
  scan_id bigint NOT NULL REFERENCES mcp.advisor_scan (id) ON DELETE CASCADE,
  finding_id bigint NOT NULL REFERENCES mcp.advisor_finding (id) ON DELETE CASCADE,
  change text NOT NULL CHECK (change IN ('new', 'newly_judged', 'fixed', 'unknown')),
  PRIMARY KEY (scan_id, finding_id)
);

CREATE INDEX IF NOT EXISTS advisor_change_by_finding ON mcp.advisor_change (finding_id);
CREATE INDEX IF NOT EXISTS advisor_finding_fixed ON mcp.advisor_finding (fixed_at) WHERE fixed_at IS NOT NULL;
