import IpaiCore

/// What may be wrong in a database with a schema of ipai.
package struct PostgresHealth: Sendable, Equatable {
  /// The tables without row-level security.
  package let unprotected: [String]
  /// What others than the owner and the roles of ipai may use: `TABLE to ROLE`.
  package let open: [String]
  /// The policies of the roles that are there which are missing.
  package let missingPolicies: [String]
  /// The policies that ipai does not know, which may let others in.
  package let foreignPolicies: [String]
  /// The roles of ipai that may do more than was given to them, as superusers can.
  package let mightyRoles: [String]
  /// The tables, columns, functions and triggers of the schema that are missing.
  package let missingParts: [String]
  /// The constraints and indexes that are missing of tables that are there.
  package let missingConstraints: [PostgresPart]
  /// How many segments of words have lost their words, by corpus.
  package let emptySegments: [String: Int]
  /// The indexes that are not valid, since building them was interrupted.
  package let invalidIndexes: [String]
  /// How far this standby, or the last one of this primary, is behind, in seconds; nil when there is none that the user may see.
  package let lag: Double?

  /// Whether the user may use skills and memory, which are the owner's.
  package let mayUseAll: Bool

  /// Looks at a database to which the migrations `applied` were applied. Throws `IpaiError`.
  package init(_ connection: PostgresConnection, applied: [String]) async throws {
    unprotected = try await Self.names(
      connection,
      """
      SELECT relname::text FROM pg_catalog.pg_class
      WHERE relnamespace = 'mcp'::regnamespace AND relkind IN ('r', 'p') AND NOT relrowsecurity ORDER BY 1
      """)
    open = try await Self.names(
      connection,
      """
      SELECT DISTINCT o.name || ' to ' || coalesce(r.rolname, 'PUBLIC') FROM (
        SELECT 'schema mcp' AS name, nspowner AS owner, coalesce(nspacl, acldefault('n', nspowner)) AS acl
        FROM pg_catalog.pg_namespace WHERE nspname = 'mcp'
        UNION ALL
        SELECT relname, relowner, relacl FROM pg_catalog.pg_class
        WHERE relnamespace = 'mcp'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
        UNION ALL
        SELECT c.relname || '.' || a.attname, c.relowner, a.attacl
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'mcp'::regnamespace AND a.attacl IS NOT NULL
        UNION ALL
        SELECT proname || '()', proowner, coalesce(proacl, acldefault('f', proowner)) FROM pg_catalog.pg_proc
        WHERE pronamespace = 'mcp'::regnamespace
      ) o CROSS JOIN LATERAL pg_catalog.aclexplode(o.acl) a LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
      WHERE a.grantee <> o.owner
        AND coalesce(r.rolname, 'PUBLIC') NOT IN ('mcp_client', 'mcp_coordinator', 'mcp_promoter') ORDER BY 1
      """)
    foreignPolicies = try await Self.names(
      connection,
      """
      SELECT policyname || ' on ' || tablename FROM pg_catalog.pg_policies
      WHERE schemaname = 'mcp' AND policyname NOT LIKE 'mcp\\_%' ORDER BY 1
      """)
    mightyRoles = try await Self.names(
      connection,
      """
      SELECT rolname::text FROM pg_catalog.pg_roles WHERE rolname IN ('mcp_client', 'mcp_coordinator', 'mcp_promoter')
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication) ORDER BY 1
      """)
    missingPolicies = try await Self.names(
      connection,
      """
      SELECT w.policy FROM (VALUES
        ('mcp_client', 'skills_registry', 'mcp_clients_read_approved_skills'),
        ('mcp_client', 'rag_embeddings', 'mcp_clients_read_rag'),
        ('mcp_client', 'document_vector', 'mcp_clients_read_meaning'),
        ('mcp_coordinator', 'usage_metrics', 'mcp_coordinator_write_metrics'),
        ('mcp_coordinator', 'routing_cache', 'mcp_coordinator_manage_cache'),
        ('mcp_promoter', 'skills_registry', 'mcp_promoter_promotes_skills'),
        ('mcp_promoter', 'skills_registry_history', 'mcp_promoter_reads_history'),
        ('mcp_promoter', 'promotion', 'mcp_promoter_adds_promotions'),
        ('mcp_promoter', 'promotion_step', 'mcp_promoter_adds_promotion_steps'),
        ('mcp_promoter', 'skill_version', 'mcp_promoter_writes_versions'),
        ('mcp_client', 'promotion', 'mcp_clients_read_promotions'),
        ('mcp_client', 'skill_version', 'mcp_clients_read_released_versions'),
        ('mcp_client', 'skill_file', 'mcp_clients_read_released_files')
      ) w (role, name, policy) JOIN pg_catalog.pg_roles r ON r.rolname = w.role
      WHERE to_regclass('mcp.' || w.name) IS NOT NULL AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_policy p
        WHERE p.polrelid = to_regclass('mcp.' || w.name) AND p.polname = w.policy AND p.polroles = ARRAY[r.oid])
      ORDER BY 1
      """)
    missingParts = try await Self.names(
      connection,
      """
      SELECT w.part FROM (VALUES
        ('0001-registry', 'skills_registry', 'id,name,version,status,metadata,file_path,promoted_at,promoted_by,created_at,updated_at',
          'skills_registry_updated,skills_registry_replaced,skills_registry_removed'),
        ('0001-registry', 'skills_registry_history', 'number,id,name,version,status,replaced_at,replaced_by,change', ''),
        ('0001-registry', 'rag_embeddings', 'id,corpus,chunk_text,metadata,created_at,updated_at', 'rag_embeddings_updated'),
        ('0001-registry', 'usage_metrics', 'id,operation,target,latency_ms,success,error_message,metadata,timestamp', ''),
        ('0001-registry', 'routing_cache', 'cache_key,target,confidence,metadata,expires_at,created_at', ''),
        ('0002-pgvector', 'rag_embeddings', 'embedding,model,dimensions', ''),
        ('0003-skills', 'skill', 'id,name,source,latest_id,search_text', ''),
        ('0003-skills', 'skill_version',
          'id,skill_id,version,digest,status,form,description,manifest,added_at,updated_at', ''),
        ('0003-skills', 'skill_content', 'digest,bytes', ''),
        ('0003-skills', 'skill_file', 'version_id,path,executable,digest', ''),
        ('0003-skills', 'skill_status_change',
          'id,version_id,from_status,to_status,digest,changed_by,changed_at,reason', ''),
        ('0004-memory', 'conversation',
          'id,session_id,kind,user_id,title,summary,context,created_at,updated_at,archived_at', ''),
        ('0004-memory', 'message', 'id,conversation_id,position,message_id,part,role,name,said_at,content', ''),
        ('0004-memory', 'memory_link', 'id,conversation_id,message_id,kind,target,revision,first_line,last_line,relation,'
          || 'confidence,origin,created_at', ''),
        ('0004-memory', 'session_context', 'session_id,key,value,updated_at,expires_at', ''),
        ('0005-words', 'corpus_version', 'corpus,version', ''),
        ('0005-words', 'word_segment', 'id,corpus,documents,lengths', ''),
        ('0005-words', 'word_posting', 'corpus,term,segment,postings', ''),
        ('0006-vectors', 'document_vector', 'corpus,model,document,embedding', ''),
        ('0007-serving', 'access_key', 'id,name,scope,salt,hash,previous_salt,previous_hash,previous_until,created_at,'
          || 'expires_at,used_at,revoked_at', ''),
        ('0007-serving', 'answered_request', 'key,request,started_at,answer', ''),
        ('0007-serving', 'tool_pin', 'server,tool,definition,approved_at', ''),
        ('0007-serving', 'upstream_answer', 'key,server,answer,expires_at', ''),
        ('0008-corpora', 'document_corpus', 'id,name,added_at', ''),
        ('0008-corpora', 'corpus_embedder',
          'corpus_id,url,model,dimensions,asks_dimensions,key_env,query_prefix,passage_prefix,price', ''),
        ('0008-corpora', 'document_source', 'id,corpus_id,path,include,exclude,synced_at', ''),
        ('0008-corpora', 'document', 'id,corpus_id,digest,path,format,splitter', ''),
        ('0008-corpora', 'source_file', 'source_id,path,document_id,skipped,size,modified,changed,metadata', ''),
        ('0008-corpora', 'rag_embeddings',
          'number,document_id,position,start_line,end_line,kind,heading,symbol,digest', ''),
        ('0008-corpora', 'passage', 'id,document_id,position,text,digest,corpus,search_text', ''),
        ('0009-commits', 'person', 'id,name,email', ''),
        ('0009-commits', 'path', 'id,name', ''),
        ('0009-commits', 'git_commit', 'id,oid,parents,author_id,committer_id,authored_at,authored_offset,committed_at,'
          || 'message,message_cut,paths_cut,words', ''),
        ('0009-commits', 'changed_path', 'commit_id,path_id,kind', ''),
        ('0009-commits', 'repository', 'id,git_directory,path,selection,tips,shallow,complete,generation,commits,token,'
          || 'boundary,indexed_at', ''),
        ('0009-commits', 'reachable', 'repository_id,commit_id', ''),
        ('0009-commits', 'unreadable', 'repository_id,commit_oid,object_oid', ''),
        ('0011-promotion', 'promotion', 'number,digest,previous,statement,signature,promoted_by,promoted_at',
          'promotion_stays,promotion_is_kept'),
        ('0011-promotion', 'promoted_version', 'name,version,release', 'promoted_version_stays,promoted_version_is_kept'),
        ('0011-promotion', 'promotion_step', 'promotion,name,action,version,status,digest,release,repository,source,git_object,evals,'
          || 'evals_of,evals_passed,evals_failed,evals_waived',
          'promotion_step_stays,promotion_step_is_kept,promotion_step_goes_back'),
        ('0011-promotion', 'skill_label', 'name,label,version,promotion', ''),
        ('0011-promotion', 'promotion_message',
          'id,promotion,receiver,key,body,attempts,due_at,taken_until,delivered_at,problem', ''),
        ('0011-promotion', 'skill', 'name', 'skill_was_promoted'),
        ('0011-promotion', 'skill_version', 'digest', 'skill_version_was_promoted'),
        ('0011-promotion', 'skill_file', 'digest', 'skill_file_was_promoted'),
        ('0011-promotion', 'skills_registry', 'metadata', 'skills_registry_digest'),
        ('0012-advisor', 'advisor_scan', 'id,account,account_name,read_at,finished_at,version,score,saving,critical,high,medium,'
          || 'low,info,tallies,not_assessed,states', ''),
        ('0012-advisor', 'advisor_finding', 'id,account,fingerprint,rule,category,severity,saving,first_seen,last_seen,last_scan_id,'
          || 'fixed_at,urn,search_text,document', ''),
        ('0012-advisor', 'advisor_scan_finding', 'scan_id,finding_id,severity,saving,first_seen', ''),
        ('0012-advisor', 'advisor_suppression',
          'id,account,fingerprint,rule,urn,reason,owner,until,created_at,removed_at', ''),
        ('0012-advisor', 'advisor_address', 'account,address,urn,last_seen', ''),
        ('0013-advisor-changes', 'advisor_scan', 'coverage,compared_with', ''),
        ('0013-advisor-changes', 'advisor_change', 'scan_id,finding_id,change', '')
      ) t (migration, name, columns, triggers) CROSS JOIN LATERAL (
        SELECT 'table ' || t.name AS part WHERE to_regclass('mcp.' || t.name) IS NULL
        UNION ALL
        SELECT 'column ' || t.name || '.' || c FROM pg_catalog.unnest(pg_catalog.string_to_array(t.columns, ',')) c
        WHERE to_regclass('mcp.' || t.name) IS NOT NULL AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_attribute
          WHERE attrelid = to_regclass('mcp.' || t.name) AND attname = c AND NOT attisdropped)
        UNION ALL
        SELECT 'trigger ' || g FROM pg_catalog.unnest(pg_catalog.string_to_array(t.triggers, ',')) g
        WHERE to_regclass('mcp.' || t.name) IS NOT NULL AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_trigger
          WHERE tgrelid = to_regclass('mcp.' || t.name) AND tgname = g AND tgenabled <> 'D')
      ) w WHERE t.migration = ANY ($1)
      UNION
      SELECT 'function ' || f FROM (
        VALUES ('cleanup_routing_cache'), ('update_updated_at_column'), ('keep_replaced_skill'),
          (CASE WHEN '0002-pgvector' = ANY ($1) THEN 'search_rag' END)) w (f)
      WHERE f IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc WHERE pronamespace = 'mcp'::regnamespace AND proname = f)
      ORDER BY 1
      """, [.texts(applied)])
    missingConstraints = try await PostgresPart.missing(connection, applied: applied)
    emptySegments = try await Self.emptySegments(connection, applied: applied)
    let rights = try await connection.query(
      """
      -- Skills that were released may be read with a role; conversations may not.
      SELECT to_regclass('mcp.conversation') IS NULL
        OR pg_catalog.has_table_privilege(to_regclass('mcp.conversation')::oid, 'SELECT')
      """)
    mayUseAll = rights.first?.boolean(0) ?? true
    invalidIndexes = try await Self.names(
      connection,
      """
      SELECT c.relname::text FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      WHERE c.relnamespace = 'mcp'::regnamespace AND NOT i.indisvalid ORDER BY 1
      """)
    lag = try await connection.query(
      """
      SELECT CASE WHEN pg_catalog.pg_is_in_recovery()
        THEN extract(epoch FROM now() - pg_catalog.pg_last_xact_replay_timestamp())::float8
        ELSE (SELECT max(extract(epoch FROM replay_lag))::float8 FROM pg_catalog.pg_stat_replication) END
      """
    ).first?.real(0)
  }

  /// Who may not look at them finds nothing.
  private static func emptySegments(_ connection: PostgresConnection, applied: [String]) async throws -> [String: Int] {
    guard applied.contains("0005-words") else { return [:] }
    let rights = try await connection.query(
      """
      SELECT coalesce(bool_and(pg_catalog.has_table_privilege(c.oid, 'SELECT')), false) AND count(*) = 2 FROM pg_catalog.pg_class c
      WHERE c.relnamespace = 'mcp'::regnamespace AND c.relname IN ('word_segment', 'word_posting')
      """)
    guard rights.first?.boolean(0) == true else { return [:] }
    // Documents without a word have lengths of zeros alone.
    let rows = try await connection.query(
      """
      SELECT s.corpus, count(*) FROM mcp.word_segment s
      WHERE NOT EXISTS (SELECT FROM mcp.word_posting p WHERE p.segment = s.id)
        AND s.lengths <> pg_catalog.decode(pg_catalog.repeat('00', pg_catalog.length(s.lengths)), 'hex') GROUP BY s.corpus
      """)
    var found: [String: Int] = [:]
    for row in rows { found[row.text(0) ?? ""] = try row.count(1) }
    return found
  }

  private static func names(_ connection: PostgresConnection, _ sql: String, _ values: [PostgresValue] = [])
    async throws -> [String]
  {
    let rows = try await connection.query(sql, values)
    return (0..<rows.count).compactMap { rows[$0].text(0) }
  }
}

extension PostgresConnection {
  /// Whether nothing can be written.
  package func isReadOnly() async throws -> Bool {
    let rows = try await query("SELECT pg_catalog.current_setting('transaction_read_only') = 'on'")
    return rows.first?.boolean(0) ?? false
  }

  /// How long an answer takes, in milliseconds: the shortest of three.
  package func latency() async throws -> Double {
    var least = Double.infinity
    for _ in 0..<3 {
      let start = ContinuousClock.now
      try await query("SELECT 1")
      least = min(least, (ContinuousClock.now - start).seconds * 1_000)
    }
    return least
  }
}
