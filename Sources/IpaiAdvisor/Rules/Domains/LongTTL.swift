extension Rule {
  /// A record that others remember for more than a day.
  static let longTTL = Rule(
    "DO-REL-022", .reliability, .low, .quick,
    title: "DNS TTL hampers fail-over",
    why: "When the address has to change, clients go on using the old one until the time to live has passed.",
    condition: "A record of the type A, AAAA or CNAME has a time to live of more than 86,400 seconds, which is a day.",
    guards: "Records of all other types, such as NS, SOA and TXT, may have a long time to live.",
    subjects: [.domains],
    needs: [.domainRecords],
    references: ["https://docs.digitalocean.com/products/networking/dns/how-to/manage-records/"]
  ) { account in
    account.judgedZones { zone in
      let failing = zone.records.filter { record in
        ["A", "AAAA", "CNAME"].contains(record.type?.uppercased()) && (record.ttl ?? 0) > 86_400
      }
      guard !failing.isEmpty else { return [zone.domain.judged(.pass)] }
      return failing.map { zone.domain.judged(.fail(ttlFailure(zone, $0)), subKey: $0.id.text) }
    }
  }

  private static func ttlFailure(_ zone: DomainZone, _ record: DomainRecord) -> Failure {
    let data = record.type?.uppercased() == "CNAME" ? AccountView.target(of: record) : record.data ?? "-"
    return Failure(
      [
        Evidence("domain_records.type", record.type ?? "-", .domainRecords),
        Evidence("domain_records.name", AccountView.fullName(record, zone: zone.domain.name), .domainRecords),
        Evidence("domain_records.data", record.data ?? "-", .domainRecords),
        Evidence("domain_records.ttl", Double(record.ttl ?? 0), .domainRecords),
      ], fix: [.run(record.update(in: zone.domain.name, data: data, ttl: 3600))])
  }
}

extension AccountView {
  /// What a CNAME record names, as the API takes it: with a dot at its end, without which it would be a name of the zone.
  fileprivate static func target(of record: DomainRecord) -> String {
    let data = record.data ?? "-"
    return data == "@" || data.hasSuffix(".") || !data.contains(".") ? data : data + "."
  }
}
