extension Rule {
  /// A firewall that lets everybody reach the port of a database or a cache.
  static let databasePortOpenToTheWorld = Rule(
    "DO-SEC-004", .security, .critical, .quick,
    title: "Database or cache port open to the internet",
    why:
      "Databases and caches are made for private networks, and some have no password by default. Those that everybody can reach are found and emptied by scanners within a day.",
    condition:
      "An inbound rule lets 0.0.0.0/0 or ::/0 reach one of the TCP ports 1433, 1521, 3306, 5432, 5984, 6379, 8086, 9042, 9092, 9200, 11211 and 27017, and the firewall protects at least one Droplet. Each port is a finding of its own.",
    guards:
      "Where a range covers the port, the port is named and not the range. Firewalls of Kubernetes clusters (k8s-*), firewalls without a Droplet, and the allowed ports of the settings are left alone. Add the rule for your own application before you remove the open one.",
    subjects: [.firewalls],
    scopes: [.droplet, .tag],
    references: ["https://docs.digitalocean.com/products/networking/firewalls/how-to/configure-rules/"]
  ) { account in
    openPorts(databasePorts, account) { firewall, port, rules in
      [
        .run(
          "doctl compute firewall add-rules \(firewall.id) --inbound-rules protocol:tcp,ports:\(port),tag:\(fill: "app_tag")"
        )
      ] + removal(of: rules, from: firewall)
    }
  }

  private static let databasePorts = [
    1433: "Microsoft SQL Server", 1521: "Oracle Database", 3306: "MySQL", 5432: "PostgreSQL", 5984: "CouchDB",
    6379: "Redis or Valkey", 8086: "InfluxDB", 9042: "Cassandra", 9092: "Kafka", 9200: "OpenSearch or Elasticsearch",
    11211: "Memcached", 27017: "MongoDB",
  ]
}
