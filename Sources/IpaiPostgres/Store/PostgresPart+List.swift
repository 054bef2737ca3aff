extension PostgresPart {
  /// The parts, as the catalog of PostgreSQL has them. A test finds them with a query in a new database.
  static let list = """
    0001-registry rag_embeddings
      CREATE INDEX rag_embeddings_by_corpus ON mcp.rag_embeddings USING btree (corpus)
      PRIMARY KEY (id)
    0001-registry routing_cache
      CREATE INDEX routing_cache_by_end ON mcp.routing_cache USING btree (expires_at)
      PRIMARY KEY (cache_key)
    0001-registry skills_registry
      CREATE INDEX skills_registry_by_name ON mcp.skills_registry USING btree (name)
      PRIMARY KEY (id)
    0001-registry skills_registry_history
      CREATE INDEX skills_registry_history_by_id ON mcp.skills_registry_history USING btree (id, number)
      NOT NULL (number,id,name,status,replaced_at,replaced_by,change)
      PRIMARY KEY (number)
    0001-registry usage_metrics
      CREATE INDEX usage_metrics_by_time ON mcp.usage_metrics USING btree ("timestamp")
      PRIMARY KEY (id)
    0003-skills skill
      CREATE INDEX skill_by_source ON mcp.skill USING btree (source) WHERE (source IS NOT NULL)
      FOREIGN KEY (latest_id) REFERENCES mcp.skill_version(id) DEFERRABLE INITIALLY DEFERRED
      NOT NULL (id,name,search_text)
      PRIMARY KEY (id)
      UNIQUE (name)
    0003-skills skill_content
      NOT NULL (digest,bytes)
      PRIMARY KEY (digest)
    0003-skills skill_file
      CREATE INDEX skill_file_by_content ON mcp.skill_file USING btree (digest)
      FOREIGN KEY (digest) REFERENCES mcp.skill_content(digest)
      FOREIGN KEY (version_id) REFERENCES mcp.skill_version(id) ON DELETE CASCADE
      NOT NULL (version_id,path,executable,digest)
      PRIMARY KEY (version_id, path)
    0003-skills skill_status_change
      CREATE INDEX skill_status_change_by_version ON mcp.skill_status_change USING btree (version_id)
      FOREIGN KEY (version_id) REFERENCES mcp.skill_version(id) ON DELETE CASCADE
      NOT NULL (id,version_id,to_status,digest,changed_by,changed_at,reason)
      PRIMARY KEY (id)
    0003-skills skill_version
      FOREIGN KEY (skill_id) REFERENCES mcp.skill(id) ON DELETE CASCADE
      NOT NULL (id,skill_id,version,digest,status,form,description,manifest,added_at,updated_at)
      PRIMARY KEY (id)
      UNIQUE (skill_id, version)
    0004-memory conversation
      CREATE INDEX conversation_by_date ON mcp.conversation USING btree (updated_at DESC, session_id)
      CREATE INDEX conversation_by_user ON mcp.conversation USING btree (user_id) WHERE (user_id IS NOT NULL)
      NOT NULL (id,session_id,kind,context,created_at,updated_at)
      PRIMARY KEY (id)
      UNIQUE (session_id)
    0004-memory memory_link
      CREATE INDEX memory_link_by_target ON mcp.memory_link USING btree (kind, md5(target))
      CREATE UNIQUE INDEX memory_link_once ON mcp.memory_link USING btree (conversation_id, message_id, kind, md5(target), revision, COALESCE(first_line, (0)::bigint), relation)
      FOREIGN KEY (conversation_id) REFERENCES mcp.conversation(id) ON DELETE CASCADE
      NOT NULL (id,conversation_id,message_id,kind,target,revision,relation,confidence,origin,created_at)
      PRIMARY KEY (id)
    0004-memory message
      FOREIGN KEY (conversation_id) REFERENCES mcp.conversation(id) ON DELETE CASCADE
      NOT NULL (id,conversation_id,position,message_id,part,role,said_at,content)
      PRIMARY KEY (id)
      UNIQUE (conversation_id, "position")
      UNIQUE (conversation_id, message_id, part)
    0004-memory session_context
      CREATE INDEX session_context_by_end ON mcp.session_context USING btree (expires_at) WHERE (expires_at IS NOT NULL)
      NOT NULL (session_id,key,value,updated_at)
      PRIMARY KEY (session_id, key)
    0005-words corpus_version
      NOT NULL (corpus,version)
      PRIMARY KEY (corpus)
    0005-words word_posting
      CREATE INDEX word_posting_by_segment ON mcp.word_posting USING btree (segment)
      FOREIGN KEY (segment) REFERENCES mcp.word_segment(id) ON DELETE CASCADE
      NOT NULL (corpus,term,segment,postings)
      PRIMARY KEY (corpus, term, segment)
    0005-words word_segment
      CREATE INDEX word_segment_by_corpus ON mcp.word_segment USING btree (corpus)
      NOT NULL (id,corpus,documents,lengths)
      PRIMARY KEY (id)
    0006-vectors document_vector
      NOT NULL (corpus,model,document,embedding)
      PRIMARY KEY (corpus, model, document)
    0007-serving access_key
      CREATE UNIQUE INDEX access_key_by_name ON mcp.access_key USING btree (name) WHERE (revoked_at IS NULL)
      NOT NULL (id,name,scope,salt,hash,created_at)
      PRIMARY KEY (id)
    0007-serving answered_request
      CREATE INDEX answered_request_by_start ON mcp.answered_request USING btree (started_at)
      NOT NULL (key,request,started_at)
      PRIMARY KEY (key)
    0007-serving message
      CREATE INDEX message_by_id ON mcp.message USING btree (message_id) WHERE (part = 0)
    0007-serving tool_pin
      NOT NULL (server,tool,definition,approved_at)
      PRIMARY KEY (server, tool)
    0007-serving upstream_answer
      CREATE INDEX upstream_answer_by_end ON mcp.upstream_answer USING btree (expires_at)
      NOT NULL (key,server,answer,expires_at)
      PRIMARY KEY (key)
    0008-corpora corpus_embedder
      FOREIGN KEY (corpus_id) REFERENCES mcp.document_corpus(id) ON DELETE CASCADE
      NOT NULL (corpus_id,asks_dimensions,query_prefix,passage_prefix)
      PRIMARY KEY (corpus_id)
    0008-corpora document
      CREATE INDEX document_by_digest ON mcp.document USING btree (digest)
      FOREIGN KEY (corpus_id) REFERENCES mcp.document_corpus(id) ON DELETE CASCADE
      NOT NULL (id,corpus_id,digest,path,format,splitter)
      PRIMARY KEY (id)
      UNIQUE (corpus_id, digest)
    0008-corpora document_corpus
      NOT NULL (id,name,added_at)
      PRIMARY KEY (id)
      UNIQUE (name)
    0008-corpora document_source
      CREATE UNIQUE INDEX document_source_once ON mcp.document_source USING btree (corpus_id, md5(path))
      FOREIGN KEY (corpus_id) REFERENCES mcp.document_corpus(id) ON DELETE CASCADE
      NOT NULL (id,corpus_id,path,include,exclude)
      PRIMARY KEY (id)
    0008-corpora rag_embeddings
      CREATE INDEX rag_embeddings_by_digest ON mcp.rag_embeddings USING btree (digest) WHERE (digest IS NOT NULL)
      CREATE INDEX rag_embeddings_by_symbol ON mcp.rag_embeddings USING btree (md5(symbol)) WHERE (symbol IS NOT NULL)
      CREATE UNIQUE INDEX rag_embeddings_by_document ON mcp.rag_embeddings USING btree (document_id, "position") WHERE (document_id IS NOT NULL)
      CREATE UNIQUE INDEX rag_embeddings_by_number ON mcp.rag_embeddings USING btree (number)
      FOREIGN KEY (document_id) REFERENCES mcp.document(id) ON DELETE CASCADE
      NOT NULL (number)
    0008-corpora source_file
      CREATE INDEX source_file_by_document ON mcp.source_file USING btree (document_id, source_id) WHERE (document_id IS NOT NULL)
      CREATE UNIQUE INDEX source_file_once ON mcp.source_file USING btree (source_id, md5(path))
      FOREIGN KEY (document_id) REFERENCES mcp.document(id)
      FOREIGN KEY (source_id) REFERENCES mcp.document_source(id) ON DELETE CASCADE
      NOT NULL (source_id,path,size,modified,changed)
    0009-commits changed_path
      CREATE INDEX changed_path_by_path ON mcp.changed_path USING btree (path_id, commit_id)
      FOREIGN KEY (commit_id) REFERENCES mcp.git_commit(id) ON DELETE CASCADE
      FOREIGN KEY (path_id) REFERENCES mcp.path(id)
      NOT NULL (commit_id,path_id,kind)
      PRIMARY KEY (commit_id, path_id)
    0009-commits git_commit
      CREATE INDEX git_commit_by_author ON mcp.git_commit USING btree (author_id)
      CREATE INDEX git_commit_by_committer ON mcp.git_commit USING btree (committer_id)
      CREATE INDEX git_commit_with_cut_paths ON mcp.git_commit USING btree (id) WHERE paths_cut
      CREATE INDEX git_commit_without_offset ON mcp.git_commit USING btree (id) WHERE (authored_offset IS NULL)
      CREATE INDEX git_commit_without_words ON mcp.git_commit USING btree (id) WHERE (words = 0)
      FOREIGN KEY (author_id) REFERENCES mcp.person(id)
      FOREIGN KEY (committer_id) REFERENCES mcp.person(id)
      NOT NULL (id,oid,parents,author_id,committer_id,authored_at,committed_at,message,message_cut,paths_cut,words)
      PRIMARY KEY (id)
      UNIQUE (oid)
    0009-commits path
      EXCLUDE USING hash (name WITH =)
      NOT NULL (id,name)
      PRIMARY KEY (id)
    0009-commits person
      EXCLUDE USING hash ((((name || chr(10)) || email)) WITH =)
      NOT NULL (id,name,email)
      PRIMARY KEY (id)
    0009-commits reachable
      CREATE INDEX reachable_by_commit ON mcp.reachable USING btree (commit_id)
      FOREIGN KEY (commit_id) REFERENCES mcp.git_commit(id) ON DELETE CASCADE
      FOREIGN KEY (repository_id) REFERENCES mcp.repository(id) ON DELETE CASCADE
      NOT NULL (repository_id,commit_id)
      PRIMARY KEY (repository_id, commit_id)
    0009-commits repository
      EXCLUDE USING hash (git_directory WITH =)
      NOT NULL (id,git_directory,path,selection,tips,shallow,complete,generation,commits,token,indexed_at)
      PRIMARY KEY (id)
    0009-commits unreadable
      CREATE INDEX unreadable_commit ON mcp.unreadable USING btree (repository_id) WHERE (commit_oid = object_oid)
      FOREIGN KEY (repository_id) REFERENCES mcp.repository(id) ON DELETE CASCADE
      NOT NULL (repository_id,commit_oid,object_oid)
      PRIMARY KEY (repository_id, commit_oid)
    0011-promotion promoted_version
      NOT NULL (name,version,release)
      PRIMARY KEY (name, version)
      UNIQUE (name, version, release)
    0011-promotion promotion
      FOREIGN KEY (previous) REFERENCES mcp.promotion(digest)
      NOT NULL (number,digest,statement,promoted_by,promoted_at)
      PRIMARY KEY (number)
      UNIQUE (digest)
      UNIQUE (previous)
    0011-promotion promotion_message
      CREATE INDEX promotion_message_due ON mcp.promotion_message USING btree (due_at) WHERE (delivered_at IS NULL)
      FOREIGN KEY (promotion) REFERENCES mcp.promotion(number)
      NOT NULL (id,promotion,receiver,key,body,attempts,due_at)
      PRIMARY KEY (id)
      UNIQUE (key)
      UNIQUE (promotion, receiver)
    0011-promotion promotion_step
      CREATE INDEX promotion_step_by_name ON mcp.promotion_step USING btree (name, promotion)
      FOREIGN KEY (name, version, release) REFERENCES mcp.promoted_version(name, version, release)
      FOREIGN KEY (promotion) REFERENCES mcp.promotion(number)
      NOT NULL (promotion,name,action,version,status,digest,release,source,evals_passed,evals_failed,evals_waived)
      PRIMARY KEY (promotion, name)
    0011-promotion skill_label
      FOREIGN KEY (name, version) REFERENCES mcp.promoted_version(name, version)
      FOREIGN KEY (promotion) REFERENCES mcp.promotion(number)
      NOT NULL (name,label,version,promotion)
      PRIMARY KEY (name, label)
    0012-advisor advisor_address
      NOT NULL (account,address,urn,last_seen)
      PRIMARY KEY (account, address)
    0012-advisor advisor_finding
      CREATE INDEX advisor_finding_by_fingerprint ON mcp.advisor_finding USING btree (fingerprint)
      CREATE INDEX advisor_finding_by_scan ON mcp.advisor_finding USING btree (last_scan_id)
      FOREIGN KEY (last_scan_id) REFERENCES mcp.advisor_scan(id) ON DELETE CASCADE
      NOT NULL (id,account,fingerprint,rule,category,severity,first_seen,last_seen,last_scan_id,urn,search_text,document)
      PRIMARY KEY (id)
      UNIQUE (account, fingerprint)
    0012-advisor advisor_scan
      CREATE INDEX advisor_scan_by_account ON mcp.advisor_scan USING btree (account, id)
      NOT NULL (id,account,read_at,finished_at,version,saving,critical,high,medium,low,info,tallies,not_assessed,states)
      PRIMARY KEY (id)
    0012-advisor advisor_scan_finding
      CREATE INDEX advisor_scan_finding_by_finding ON mcp.advisor_scan_finding USING btree (finding_id)
      FOREIGN KEY (finding_id) REFERENCES mcp.advisor_finding(id) ON DELETE CASCADE
      FOREIGN KEY (scan_id) REFERENCES mcp.advisor_scan(id) ON DELETE CASCADE
      NOT NULL (scan_id,finding_id,severity,first_seen)
      PRIMARY KEY (scan_id, finding_id)
    0012-advisor advisor_suppression
      CREATE INDEX advisor_suppression_in_force ON mcp.advisor_suppression USING btree (account) WHERE (removed_at IS NULL)
      NOT NULL (id,reason,created_at)
      PRIMARY KEY (id)
    0013-advisor-changes advisor_change
      CREATE INDEX advisor_change_by_finding ON mcp.advisor_change USING btree (finding_id)
      FOREIGN KEY (finding_id) REFERENCES mcp.advisor_finding(id) ON DELETE CASCADE
      FOREIGN KEY (scan_id) REFERENCES mcp.advisor_scan(id) ON DELETE CASCADE
      NOT NULL (scan_id,finding_id,change)
      PRIMARY KEY (scan_id, finding_id)
    0013-advisor-changes advisor_finding
      CREATE INDEX advisor_finding_fixed ON mcp.advisor_finding USING btree (fixed_at) WHERE (fixed_at IS NOT NULL)
    """
}
