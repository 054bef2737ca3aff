-- Who may do what. It is applied again by every migration, so that what somebody has changed is put right, and roles that were made
-- later get their rights. Nobody but the owner and these three roles may do anything:
--   mcp_client       reads skills that were released, how they were promoted, and corpora
--   mcp_coordinator  adds metrics, and keeps the cache of routes
--   mcp_promoter     promotes skills, and reads what they were before
-- A role is given to a user by: GRANT mcp_client TO somebody.

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['mcp_client', 'mcp_coordinator', 'mcp_promoter'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        -- Somebody who may has to make it; 'ipai store check' says so.
        WHEN insufficient_privilege THEN NULL;
      END;
    END IF;
  END LOOP;
END
$$;

-- All rights are taken from everybody but the owner, and then given to the roles.
DO $$
DECLARE
  part record;
BEGIN
  FOR part IN
    SELECT DISTINCT o.kind, o.name, CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee
    FROM (
      SELECT 'SCHEMA' AS kind, 'mcp' AS name, nspowner AS owner, coalesce(nspacl, acldefault('n', nspowner)) AS acl
      FROM pg_namespace WHERE nspname = 'mcp'
      UNION ALL
      SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, 'mcp.' || quote_ident(relname), relowner, relacl
      FROM pg_class WHERE relnamespace = 'mcp'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
      UNION ALL
      SELECT 'TABLE', 'mcp.' || quote_ident(c.relname), c.relowner, a.attacl
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'mcp'::regnamespace AND a.attacl IS NOT NULL
      UNION ALL
      SELECT 'ROUTINE', oid::regprocedure::text, proowner, coalesce(proacl, acldefault('f', proowner))
      FROM pg_proc WHERE pronamespace = 'mcp'::regnamespace
    ) o CROSS JOIN LATERAL aclexplode(o.acl) a WHERE a.grantee <> o.owner
  LOOP
    EXECUTE format('REVOKE ALL ON %s %s FROM %s', part.kind, part.name, part.grantee);
  END LOOP;

  FOR part IN SELECT rolname AS name FROM pg_roles WHERE rolname IN ('mcp_client', 'mcp_coordinator', 'mcp_promoter') LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA mcp TO %I', part.name);
    EXECUTE format('GRANT SELECT ON mcp.schema_migrations TO %I', part.name);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mcp_client') THEN
    GRANT SELECT ON mcp.skills_registry, mcp.rag_embeddings TO mcp_client;
    FOR part IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'mcp'::regnamespace AND proname = 'search_rag' LOOP
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO mcp_client', part.name);
    END LOOP;
    IF to_regprocedure('mcp.is_held(bigint)') IS NOT NULL THEN
      GRANT EXECUTE ON FUNCTION mcp.is_held(bigint) TO mcp_client;
    END IF;
    IF to_regclass('mcp.promotion') IS NOT NULL THEN
      GRANT SELECT ON mcp.promotion, mcp.promoted_version, mcp.promotion_step, mcp.skill_label, mcp.skill, mcp.skill_version,
        mcp.skill_file, mcp.skill_content TO mcp_client;
      GRANT EXECUTE ON FUNCTION mcp.is_release(bigint), mcp.has_release(bigint), mcp.is_released_content(bytea) TO mcp_client;
    END IF;
    -- What passages mean; a policy keeps the rest of the table from it.
    IF to_regclass('mcp.document_vector') IS NOT NULL THEN
      GRANT SELECT ON mcp.document_vector TO mcp_client;
    END IF;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mcp_coordinator') THEN
    GRANT INSERT ON mcp.usage_metrics TO mcp_coordinator;
    GRANT SELECT, INSERT, UPDATE, DELETE ON mcp.routing_cache TO mcp_coordinator;
    GRANT EXECUTE ON FUNCTION mcp.cleanup_routing_cache() TO mcp_coordinator;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mcp_promoter') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON mcp.skills_registry TO mcp_promoter;
    GRANT SELECT ON mcp.skills_registry_history TO mcp_promoter;
    IF to_regclass('mcp.promotion') IS NOT NULL THEN
      GRANT SELECT, INSERT ON mcp.promotion, mcp.promoted_version, mcp.promotion_step TO mcp_promoter;
      GRANT SELECT, INSERT, UPDATE, DELETE ON mcp.skill_label TO mcp_promoter;
      GRANT SELECT, INSERT, UPDATE ON mcp.promotion_message TO mcp_promoter;
      GRANT SELECT, INSERT, UPDATE ON mcp.skill, mcp.skill_version TO mcp_promoter;
      GRANT SELECT, INSERT, DELETE ON mcp.skill_file, mcp.skill_content TO mcp_promoter;
      GRANT SELECT, INSERT ON mcp.skill_status_change TO mcp_promoter;
      -- The words of skills, which policies keep apart from others.
      GRANT SELECT, INSERT, UPDATE, DELETE ON mcp.word_segment, mcp.word_posting, mcp.corpus_version TO mcp_promoter;
      IF to_regclass('mcp.document_vector') IS NOT NULL THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON mcp.document_vector TO mcp_promoter;
      END IF;
    END IF;
  END IF;
END
$$;

-- Row-level security. What is as it should be is not touched, since touching it locks the table.
DO $$
DECLARE
  rule record;
BEGIN
  FOR rule IN
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'mcp'::regnamespace AND relkind IN ('r', 'p') AND NOT relrowsecurity
  LOOP
    EXECUTE format('ALTER TABLE mcp.%I ENABLE ROW LEVEL SECURITY', rule.name);
  END LOOP;

  CREATE TEMPORARY TABLE wanted_policy ON COMMIT DROP AS
    SELECT w.* FROM (VALUES
      ('mcp_client', 'skills_registry', 'mcp_clients_read_approved_skills', 'SELECT',
        '(status = ANY (ARRAY[''stable''::text, ''approved''::text]))', NULL),
      ('mcp_client', 'rag_embeddings', 'mcp_clients_read_rag', 'SELECT', 'mcp.is_held(number)', NULL),
      ('mcp_client', 'document_vector', 'mcp_clients_read_meaning', 'SELECT',
        '((corpus = ''documents''::text) AND mcp.is_held(document))', NULL),
      ('mcp_coordinator', 'usage_metrics', 'mcp_coordinator_write_metrics', 'INSERT', NULL, 'true'),
      ('mcp_coordinator', 'routing_cache', 'mcp_coordinator_manage_cache', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'skills_registry', 'mcp_promoter_promotes_skills', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'skills_registry_history', 'mcp_promoter_reads_history', 'SELECT', 'true', NULL),
      ('mcp_client', 'promotion', 'mcp_clients_read_promotions', 'SELECT', 'true', NULL),
      ('mcp_client', 'promoted_version', 'mcp_clients_read_promoted_versions', 'SELECT', 'true', NULL),
      ('mcp_client', 'promotion_step', 'mcp_clients_read_promotion_steps', 'SELECT', 'true', NULL),
      ('mcp_client', 'skill_label', 'mcp_clients_read_labels', 'SELECT', 'true', NULL),
      ('mcp_client', 'skill', 'mcp_clients_read_released_skills', 'SELECT', 'mcp.has_release(id)', NULL),
      ('mcp_client', 'skill_version', 'mcp_clients_read_released_versions', 'SELECT', 'mcp.is_release(id)', NULL),
      ('mcp_client', 'skill_file', 'mcp_clients_read_released_files', 'SELECT', 'mcp.is_release(version_id)', NULL),
      ('mcp_client', 'skill_content', 'mcp_clients_read_released_content', 'SELECT', 'mcp.is_released_content(digest)', NULL),
      ('mcp_promoter', 'promotion', 'mcp_promoter_adds_promotions', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'promoted_version', 'mcp_promoter_adds_promoted_versions', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'promotion_step', 'mcp_promoter_adds_promotion_steps', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'skill_label', 'mcp_promoter_moves_labels', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'promotion_message', 'mcp_promoter_sends_messages', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'skill', 'mcp_promoter_writes_skills', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'skill_version', 'mcp_promoter_writes_versions', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'skill_file', 'mcp_promoter_writes_files', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'skill_content', 'mcp_promoter_writes_content', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'skill_status_change', 'mcp_promoter_writes_moves', 'ALL', 'true', 'true'),
      ('mcp_promoter', 'word_segment', 'mcp_promoter_writes_words', 'ALL',
        '(corpus = ''skills''::text)', '(corpus = ''skills''::text)'),
      ('mcp_promoter', 'word_posting', 'mcp_promoter_writes_postings', 'ALL',
        '(corpus = ''skills''::text)', '(corpus = ''skills''::text)'),
      ('mcp_promoter', 'document_vector', 'mcp_promoter_writes_meaning', 'ALL',
        '(corpus = ''skills''::text)', '(corpus = ''skills''::text)'),
      ('mcp_promoter', 'corpus_version', 'mcp_promoter_counts_versions', 'ALL',
        '(corpus = ''skills''::text)', '(corpus = ''skills''::text)'),
      ('mcp_client', 'schema_migrations', 'mcp_client_reads_migrations', 'SELECT', 'true', NULL),
      ('mcp_coordinator', 'schema_migrations', 'mcp_coordinator_reads_migrations', 'SELECT', 'true', NULL),
      ('mcp_promoter', 'schema_migrations', 'mcp_promoter_reads_migrations', 'SELECT', 'true', NULL)
    ) w (role, name, policy, command, condition, checked)
    WHERE EXISTS (SELECT FROM pg_roles WHERE rolname = w.role) AND to_regclass('mcp.' || w.name) IS NOT NULL;

  FOR rule IN
    SELECT p.policyname, p.tablename FROM pg_policies p WHERE p.schemaname = 'mcp' AND NOT EXISTS (
      SELECT FROM pg_temp.wanted_policy w
      WHERE w.name = p.tablename AND w.policy = p.policyname AND w.command = p.cmd AND p.roles = ARRAY[w.role::name]
        AND p.permissive = 'PERMISSIVE' AND w.checked IS NOT DISTINCT FROM p.with_check
        -- The schema of a function is left out where the search_path has it.
        AND replace(w.condition, 'mcp.', '') IS NOT DISTINCT FROM replace(p.qual, 'mcp.', ''))
  LOOP
    EXECUTE format('DROP POLICY %I ON mcp.%I', rule.policyname, rule.tablename);
  END LOOP;

  FOR rule IN
    SELECT w.* FROM pg_temp.wanted_policy w WHERE NOT EXISTS (
      SELECT FROM pg_policies p WHERE p.schemaname = 'mcp' AND p.tablename = w.name AND p.policyname = w.policy)
  LOOP
    EXECUTE format('CREATE POLICY %I ON mcp.%I FOR %s TO %I', rule.policy, rule.name, rule.command, rule.role)
      || coalesce(' USING (' || rule.condition || ')', '') || coalesce(' WITH CHECK (' || rule.checked || ')', '');
  END LOOP;
  DROP TABLE pg_temp.wanted_policy;
END
$$;
