extension Rule {
  /// A firewall that lets everybody reach the port on which an application listens behind its proxy.
  static let appPortOpenToTheWorld = Rule(
    "DO-SEC-006", .security, .medium, .quick,
    title: "Application admin UI published without a proxy",
    why:
      "These ports belong to applications that are meant to stand behind a proxy, which adds TLS and often the login. Reached directly, passwords travel in plain text, and some need none.",
    condition:
      "An inbound rule lets 0.0.0.0/0 or ::/0 reach one of the TCP ports 3000, 5601, 5678, 8065, 8069, 8072, 8088, 9090 and 15672, and the firewall protects at least one Droplet. Each port is a finding of its own.",
    guards:
      "A rule whose only source is a load balancer is fine. Name ports that are meant to be public in the allowed ports of the settings. Firewalls of Kubernetes clusters (k8s-*) and firewalls without a Droplet are left alone. The product is a guess from the port.",
    subjects: [.firewalls],
    scopes: [.droplet, .tag],
    references: ["https://docs.digitalocean.com/products/networking/firewalls/how-to/configure-rules/"]
  ) { account in
    openPorts(appPorts, account) { firewall, _, rules in removal(of: rules, from: firewall) }
  }

  private static let appPorts = [
    3000: "Grafana or a Node.js application", 5601: "Kibana or OpenSearch Dashboards", 5678: "n8n", 8065: "Mattermost",
    8069: "Odoo", 8072: "Odoo's live chat", 8088: "Superset", 9090: "Prometheus", 15672: "RabbitMQ",
  ]
}
