/// The members about networks, domains, apps, functions and agents.
extension RedactedMembers {
  static let network: [(String, Members)] = [
    ("firewalls", firewall),
    ("load_balancers", balancer),
    ("load_balancer_metrics", [(.id, "{}")]),
    ("load_balancer_metrics.*", [(.numbers, "connections cpu response_time"), (.id, "failing_backends")]),
    ("reserved_ips", [(.name, "ip droplet.name"), (.id, "droplet.id project_id")] + inside("region", region)),
    (
      "reserved_ipv6",
      [(.name, "ip droplet.name"), (.id, "droplet.id"), (.known, "region_slug"), (.time, "reserved_at")]
    ),
    (
      "vpcs",
      [
        (.id, "id"), (.name, "name ip_range"), (.sentence, "description"), (.known, "region"), (.time, "created_at"),
      ]
    ),
    ("vpc_members", [(.id, "{}")]),
    ("vpc_members.*", [(.name, "name"), (.urn, "urn"), (.time, "created_at")]),
    (
      "nat_gateways",
      [
        (.id, "id project_id vpcs.vpc_uuid"), (.name, "name vpcs.gateway_ip"), (.known, "type state region"),
        (.time, "created_at"),
      ]
    ),
    ("domains", [(.host, "name")]),
    ("domain_records", [(.host, "{}")]),
    ("domain_records.*", [(.id, "id"), (.known, "type tag"), (.host, "name"), (.recordData, "data")]),
    (
      "certificates",
      [(.id, "id"), (.name, "name"), (.host, "dns_names"), (.known, "state type"), (.time, "not_after created_at")]
    ),
  ]

  private static let peers: Members = [
    (.name, "addresses tags"), (.id, "droplet_ids load_balancer_uids kubernetes_ids"),
  ]

  private static let firewall: Members =
    [
      (.id, "id droplet_ids pending_changes.droplet_id"), (.name, "name tags"),
      (.known, "status pending_changes.status inbound_rules.protocol inbound_rules.ports"),
      (.known, "outbound_rules.protocol outbound_rules.ports"), (.time, "created_at"),
    ] + inside("inbound_rules.sources", peers) + inside("outbound_rules.destinations", peers)

  private static let balancer: Members =
    [
      (.id, "id droplet_ids vpc_uuid subnet_uuid project_id target_load_balancer_ids domains.certificate_id"),
      (.id, "forwarding_rules.certificate_id"),
      (.name, "name ip ipv6 tag tags firewall.deny firewall.allow sticky_sessions.cookie_name"),
      (.known, "size type network network_stack algorithm status tls_cipher_policy sticky_sessions.type"),
      (.known, "forwarding_rules.entry_protocol forwarding_rules.target_protocol health_check.protocol"),
      (.known, "glb_settings.target_protocol glb_settings.region_priorities.{}"), (.numbers, "glb_settings.cdn"),
      (.host, "domains.name"), (.requestPath, "health_check.path"), (.time, "created_at"),
    ] + inside("region", region)

  static let apps: [(String, Members)] = [
    ("apps", app),
    ("app_deployments", [(.id, "{}")]),
    ("app_deployments.*", deployment),
    ("app_alerts", [(.id, "{}")]),
    ("app_alerts.*", [(.id, "id"), (.known, "spec.rule"), (.name, "emails")]),
    ("app_instance_sizes", [(.known, "slug name cpu_type tier_slug")]),
    ("app_metrics", [(.id, "{}")]),
    ("app_metrics.*", [(.name, "{}"), (.numbers, "*")]),
    ("function_namespaces", [(.id, "namespace uuid"), (.name, "label"), (.known, "region")]),
    ("function_triggers", [(.id, "{}")]),
    (
      "function_triggers.*",
      [
        (.name, "name function"), (.id, "namespace"), (.known, "type"), (.schedule, "scheduled_details.cron"),
        (.time, "created_at updated_at scheduled_runs.last_run_at scheduled_runs.next_run_at"),
      ]
    ),
    ("agents", agent),
    ("agent_details", [(.id, "{}")]),
    ("agent_details.*", agent),
  ]

  private static let deployment: Members = [
    (.id, "id"), (.known, "phase"), (.sentence, "cause"), (.numbers, "progress"), (.time, "created_at updated_at"),
  ]

  private static let variables: Members = [(.variable, "key"), (.known, "scope type"), (.value, "value")]

  private static let component: Members =
    [
      (.name, "name"), (.known, "instance_size_slug"), (.numbers, "autoscaling"),
      (.requestPath, "health_check.http_path liveness_health_check.http_path"),
    ] + inside("envs", variables)

  private static let app: Members =
    [
      (.id, "id project_id"), (.url, "default_ingress live_url live_domain"), (.known, "tier_slug"),
      (.time, "created_at updated_at last_deployment_created_at"),
      (.name, "spec.name spec.databases.name spec.databases.cluster_name"), (.host, "spec.domains.domain"),
      (.known, "spec.databases.engine spec.domains.type spec.alerts.rule"),
    ] + inside("region", region) + inside("active_deployment", deployment) + inside("spec.envs", variables)
    + ["services", "workers", "jobs", "static_sites", "functions"].flatMap { inside("spec." + $0, component) }

  private static let agent: Members = [
    (.id, "uuid project_id functions.uuid knowledge_bases.uuid"),
    (.name, "name tags functions.name knowledge_bases.name mcp_servers.server_label"),
    (.known, "region deployment.status deployment.visibility"), (.url, "url deployment.url mcp_servers.server_url"),
    (.tool, "mcp_servers.allowed_tools"), (.time, "created_at"),
  ]
}
