/// The members about Droplets, storage, databases and clusters.
extension RedactedMembers {
  static let droplets: [(String, Members)] = [
    ("droplets", droplet),
    ("gpu_droplets", droplet),
    ("droplet_actions", [(.id, "{}")]),
    ("droplet_actions.*", [(.id, "id"), (.known, "type status"), (.time, "started_at completed_at")]),
    ("backup_policies", [(.id, "{}")]),
    (
      "backup_policies.*",
      [
        (.id, "droplet_id"), (.known, "backup_policy.plan backup_policy.weekday"),
        (.time, "next_backup_window.start next_backup_window.end"),
      ]
    ),
    (
      "autoscale_pools",
      [
        (.id, "id droplet_template.image droplet_template.vpc_uuid droplet_template.project_id"),
        (.name, "name droplet_template.name droplet_template.tags"),
        (.known, "status droplet_template.size droplet_template.region"), (.numbers, "config"), (.time, "created_at"),
      ]
    ),
    ("sizes", size),
    ("images", image),
    ("droplet_metrics", [(.id, "{}")]),
    (
      "droplet_metrics.*",
      [
        (.numbers, "cpu steal iowait memory_available outbound load15 file_systems.used"),
        (.device, "file_systems.device"), (.mountpoint, "file_systems.mountpoint"), (.known, "file_systems.fstype"),
      ]
    ),
  ]

  private static let size: Members = [(.known, "slug regions description gpu_info.model")]

  private static let image: Members = [
    (.id, "id"), (.imageName, "name"), (.known, "distribution slug type status"), (.name, "tags"),
    (.time, "created_at"),
  ]

  private static let droplet: Members =
    [
      (.id, "id backup_ids snapshot_ids volume_ids vpc_uuid"), (.name, "name tags"),
      (.known, "status features size_slug networks.v4.type networks.v6.type"),
      (.name, "networks.v4.ip_address networks.v6.ip_address"),
      (.time, "created_at next_backup_window.start next_backup_window.end"),
    ] + inside("image", image) + inside("size", size) + inside("region", region)

  static let storage: [(String, Members)] = [
    (
      "snapshots",
      [
        (.id, "id resource_id"), (.name, "name tags"), (.known, "regions resource_type"), (.time, "created_at"),
      ]
    ),
    (
      "volumes",
      [
        (.id, "id droplet_ids"), (.name, "name tags filesystem_label"), (.known, "filesystem_type"),
        (.time, "created_at"),
      ] + inside("region", region)
    ),
    (
      "cdn_endpoints",
      [(.id, "id certificate_id"), (.host, "origin endpoint custom_domain"), (.time, "created_at")]
    ),
    (
      "spaces_keys",
      [(.name, "name access_key"), (.host, "grants.bucket"), (.known, "grants.permission"), (.time, "created_at")]
    ),
  ]

  static let databases: [(String, Members)] = [
    ("databases", database),
    ("database_sources", [(.id, "{}")]),
    ("database_sources.*", [(.id, "uuid value"), (.known, "type"), (.time, "created_at")]),
    ("database_backups", [(.id, "{}")]),
    ("database_backups.*", [(.time, "created_at")]),
    ("database_pools", [(.id, "{}")]),
    ("database_pools.*", [(.name, "name user db"), (.known, "mode")]),
    ("database_users", [(.id, "{}")]),
    ("database_users.*", [(.name, "name"), (.known, "role mysql_settings.auth_plugin")]),
    ("database_eviction", [(.id, "{}"), (.known, "*")]),
    ("database_autoscale", [(.id, "{}"), (.numbers, "*")]),
    ("database_logsinks", [(.id, "{}")]),
    ("database_logsinks.*", [(.id, "sink_id"), (.name, "sink_name"), (.known, "sink_type")]),
    ("database_options", [(.known, "{}")]),
    ("database_options.*", [(.known, "versions default_version layouts.sizes")]),
    ("database_metrics", [(.id, "{}"), (.numbers, "*")]),
  ]

  private static let database: Members = [
    (.id, "id private_network_uuid project_id"),
    (.name, "name tags db_names"),
    (.known, "engine version region status size maintenance_window.day maintenance_window.hour"),
    (.sentence, "maintenance_window.description"),
    (.host, "connection.host private_connection.host"),
    (.name, "connection.user connection.database private_connection.user private_connection.database"),
    (.time, "created_at version_end_of_life version_end_of_availability"),
  ]

  static let kubernetes: [(String, Members)] = [
    ("kubernetes_clusters", cluster),
    ("kubernetes_upgrades", [(.id, "{}")]),
    ("kubernetes_upgrades.*", [(.known, "slug kubernetes_version")]),
    ("kubernetes_options", [(.known, "slug kubernetes_version")]),
    ("clusterlint", [(.id, "{}")]),
    (
      "clusterlint.*",
      [
        (.id, "run_id"), (.time, "requested_at completed_at"), (.known, "diagnostics.check_name diagnostics.severity"),
        (.sentence, "diagnostics.message"), (.name, "diagnostics.object.name diagnostics.object.namespace"),
        (.known, "diagnostics.object.kind"),
      ]
    ),
    ("cluster_status_messages", [(.id, "{}")]),
    ("cluster_status_messages.*", [(.sentence, "message"), (.time, "timestamp")]),
  ]

  private static let cluster: Members = [
    (.id, "id vpc_uuid node_pools.id node_pools.nodes.id node_pools.nodes.droplet_id"),
    (.name, "name tags ipv4 node_pools.name node_pools.tags node_pools.nodes.name"),
    (.known, "region version node_pools.size status.state node_pools.nodes.status.state"),
    (.known, "maintenance_policy.day maintenance_policy.start_time maintenance_policy.duration"),
    (.url, "endpoint"), (.sentence, "status.message node_pools.nodes.status.message"),
    (.name, "control_plane_firewall.allowed_addresses"),
    (.time, "created_at node_pools.nodes.created_at node_pools.nodes.updated_at"),
  ]
}
