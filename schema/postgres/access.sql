-- Who may do what. It is applied again by every migration, so that what somebody has changed is put right, and roles that were made
-- later get their rights. Nobody but the owner and these three roles may do anything:
--   mcp_client       reads skills and corpora
--   mcp_coordinator  adds metrics, and keeps the cache of routes
--   mcp_promoter     changes skills, and reads what they were before
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

DO $$
DECLARE
  name text;
  stranger text;
  rule record;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'mcp'::regnamespace AND c.relkind IN ('r', 'p') LOOP
    EXECUTE format('ALTER TABLE mcp.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON mcp.%I FROM PUBLIC', name);
  END LOOP;
  REVOKE ALL ON SCHEMA mcp FROM PUBLIC;
  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA mcp FROM PUBLIC;

  -- Supabase lets its own roles into new objects of some schemas by default.
  FOR stranger IN SELECT rolname FROM pg_roles WHERE rolname IN ('anon', 'authenticated', 'service_role') LOOP
    EXECUTE format('REVOKE ALL ON SCHEMA mcp FROM %I', stranger);
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA mcp FROM %I', stranger);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA mcp FROM %I', stranger);
    EXECUTE format('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA mcp FROM %I', stranger);
  END LOOP;

  FOR rule IN
    SELECT p.polname, c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace = 'mcp'::regnamespace AND p.polname LIKE 'mcp\_%'
  LOOP
    EXECUTE format('DROP POLICY %I ON mcp.%I', rule.polname, rule.relname);
  END LOOP;

  FOR name IN SELECT rolname FROM pg_roles WHERE rolname IN ('mcp_client', 'mcp_coordinator', 'mcp_promoter') LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA mcp TO %I', name);
    EXECUTE format('GRANT SELECT ON mcp.schema_migrations TO %I', name);
    EXECUTE format('CREATE POLICY mcp_%s_reads_migrations ON mcp.schema_migrations FOR SELECT TO %I USING (true)', name, name);
  END LOOP;

  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mcp_client') THEN
    GRANT SELECT ON mcp.skills_registry, mcp.rag_embeddings TO mcp_client;
    CREATE POLICY mcp_clients_read_approved_skills ON mcp.skills_registry FOR SELECT TO mcp_client
      USING (status IN ('stable', 'approved'));
    CREATE POLICY mcp_clients_read_rag ON mcp.rag_embeddings FOR SELECT TO mcp_client USING (true);
    FOR rule IN
      SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'mcp'::regnamespace AND p.proname = 'search_rag'
    LOOP
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO mcp_client', rule.signature);
    END LOOP;
  END IF;

  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mcp_coordinator') THEN
    GRANT INSERT ON mcp.usage_metrics TO mcp_coordinator;
    GRANT SELECT, INSERT, UPDATE, DELETE ON mcp.routing_cache TO mcp_coordinator;
    GRANT EXECUTE ON FUNCTION mcp.cleanup_routing_cache() TO mcp_coordinator;
    CREATE POLICY mcp_coordinator_write_metrics ON mcp.usage_metrics FOR INSERT TO mcp_coordinator WITH CHECK (true);
    CREATE POLICY mcp_coordinator_manage_cache ON mcp.routing_cache FOR ALL TO mcp_coordinator USING (true) WITH CHECK (true);
  END IF;

  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mcp_promoter') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON mcp.skills_registry TO mcp_promoter;
    GRANT SELECT ON mcp.skills_registry_history TO mcp_promoter;
    CREATE POLICY mcp_promoter_promotes_skills ON mcp.skills_registry FOR ALL TO mcp_promoter USING (true) WITH CHECK (true);
    CREATE POLICY mcp_promoter_reads_history ON mcp.skills_registry_history FOR SELECT TO mcp_promoter USING (true);
  END IF;
END
$$;
