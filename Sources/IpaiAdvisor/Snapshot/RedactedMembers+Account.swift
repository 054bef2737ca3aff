/// The members about the account, its projects and its bills, and those of what has no other place.
extension RedactedMembers {
  static let account: [(String, Members)] = [
    ("", [(.time, "read_at"), (.id, "neighbors")]),
    ("states", [(.known, "{}")]),
    ("states.*", [(.known, "status"), (.dropped, "reason"), (.time, "read_at")]),
    (
      "account",
      [(.id, "uuid team.uuid"), (.name, "name email team.name"), (.known, "status"), (.sentence, "status_message")]
    ),
    (
      "projects",
      [(.id, "id"), (.name, "name"), (.sentence, "purpose"), (.known, "environment"), (.time, "created_at")]
    ),
    ("project_resources", [(.id, "{}")]),
    ("project_resources.*", [(.urn, "urn"), (.known, "status"), (.time, "assigned_at")]),
    ("tags", [(.name, "name")]),
    ("balance", [(.time, "generated_at")]),
    ("invoices", [(.id, "invoice_uuid invoice_id"), (.known, "invoice_period"), (.time, "updated_at")]),
    (
      "invoice_preview",
      [
        (.known, "product duration_unit"), (.id, "resource_uuid resource_id"),
        (.sentence, "group_description description"), (.time, "start_time end_time"), (.name, "project_name"),
      ]
    ),
    ("billing_insights", [(.known, "start_date region sku"), (.sentence, "description group_description")]),
    (
      "registry",
      [(.name, "name"), (.known, "region"), (.time, "created_at")] + inside("subscription", subscription)
    ),
    ("registry_subscription", subscription),
  ]

  private static let subscription: Members = [(.known, "tier.name tier.slug"), (.time, "created_at updated_at")]

  static let others: [(String, Members)] = [
    (
      "uptime_checks",
      [(.id, "id"), (.name, "name"), (.known, "type regions"), (.url, "target")]
    ),
    ("uptime_states", [(.id, "{}")]),
    ("uptime_states.*", [(.known, "regions.{}")]),
    ("uptime_states.*.regions.*", [(.known, "status"), (.time, "status_changed_at")]),
    ("uptime_alerts", [(.id, "{}")]),
    ("uptime_alerts.*", [(.id, "id"), (.name, "name"), (.known, "type")]),
    (
      "alert_policies",
      [
        (.id, "uuid entities"), (.known, "type compare window"), (.name, "tags"), (.sentence, "description"),
      ]
    ),
    ("security_scan", [(.id, "id"), (.known, "status"), (.time, "created_at")] + inside("findings", posture)),
    ("security_affected", [(.id, "{}")]),
    ("security_affected.*", [(.urn, "urn"), (.name, "name"), (.known, "type")]),
    (
      "security_settings",
      [(.id, "id rule_uuid"), (.sentence, "rule_name"), (.urn, "resource_id"), (.known, "resource_type")]
    ),
  ]

  private static let posture: Members = [
    (.id, "rule_uuid"), (.known, "severity"), (.time, "found_at"),
    (.sentence, "name details business_impact technical_details mitigation_steps.title mitigation_steps.description"),
  ]
}
