-- What lists and 'commits show' say of a commit, and an ipai before this one did not keep.

-- Minutes that the author's clock was ahead of UTC; NULL until a later run has read the commit again.
ALTER TABLE git_commit ADD COLUMN authored_offset INTEGER;

-- 1 where not all changed paths, or not all of the message, are kept.
ALTER TABLE git_commit ADD COLUMN paths_cut INTEGER NOT NULL DEFAULT 0 CHECK (paths_cut IN (0, 1));
ALTER TABLE git_commit ADD COLUMN message_cut INTEGER NOT NULL DEFAULT 0 CHECK (message_cut IN (0, 1));

-- Until now a commit kept 20,000 paths at most.
UPDATE git_commit SET paths_cut = 1
WHERE id IN (SELECT commit_id FROM changed_path GROUP BY commit_id HAVING count(*) >= 20000);

CREATE INDEX git_commit_without_offset ON git_commit (id) WHERE authored_offset IS NULL;
CREATE INDEX git_commit_with_cut_paths ON git_commit (id) WHERE paths_cut = 1;
