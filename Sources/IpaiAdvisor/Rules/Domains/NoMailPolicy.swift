extension Rule {
  /// A domain that gets mail, and in whose name everybody can send some.
  static let noMailPolicy = Rule(
    "DO-SEC-022", .security, .medium, .quick,
    title: "Mail domain without SPF or DMARC",
    why:
      "Without these records, other mail servers cannot tell your mail from mail that somebody else sends in your name, and yours is more likely to be taken for spam.",
    condition:
      "The zone has an MX record at its top, and no TXT record that begins with v=spf1 at its top, or none that begins with v=DMARC1 at _dmarc. Each of the two is a finding of its own.",
    guards:
      "Domains without MX, or with the MX record \".\" that stands for no mail, are left out. A CNAME or NS record at _dmarc leads to a policy that is kept elsewhere and counts, and so does the DMARC record of a zone of the account above this one. More than one SPF record is an error too, but not a missing one.",
    subjects: [.domains],
    needs: [.domainRecords],
    references: ["https://docs.digitalocean.com/products/networking/dns/how-to/manage-records/"]
  ) { account in
    let tree = ZoneTree(account)
    return account.judgedZones { zone in
      let servers = zone.records("MX", at: "@").filter { ![".", "", nil].contains($0.data) }
      guard !servers.isEmpty else { return [zone.domain.judged(.notConcerned)] }
      var missing: [Judgement] = []
      if !zone.records("TXT", at: "@").contains(where: DomainZone.isSPF) {
        missing.append(zone.domain.judged(.fail(senderFailure(zone, servers)), subKey: "spf"))
      }
      if !hasMailPolicy(zone), !tree.zones(above: zone).contains(where: hasMailPolicy) {
        missing.append(zone.domain.judged(.fail(policyFailure(zone, servers)), subKey: "dmarc"))
      }
      return missing.isEmpty ? [zone.domain.judged(.pass)] : missing
    }
  }

  private static func hasMailPolicy(_ zone: DomainZone) -> Bool {
    if !zone.records("CNAME", "NS", at: "_dmarc").isEmpty { return true }
    return zone.records("TXT", at: "_dmarc").contains { DomainZone.text($0).lowercased().hasPrefix("v=dmarc1") }
  }

  private static func senderFailure(_ zone: DomainZone, _ servers: [DomainRecord]) -> Failure {
    Failure(
      [
        Evidence("domain_records.data (MX)", servers.compactMap(\.data), .domainRecords),
        Evidence("domain_records.data (TXT)", "no v=spf1 at @", .domainRecords),
      ],
      fix: [
        .note("Name everybody who sends mail for the domain before -all, which forbids all others."),
        .run(
          "doctl compute domain records create \(zone.domain.name) --record-type TXT --record-name @ --record-data \("v=spf1 mx -all") --record-ttl 3600"
        ),
      ], title: "Mail domain without SPF")
  }

  private static func policyFailure(_ zone: DomainZone, _ servers: [DomainRecord]) -> Failure {
    let policy = "v=DMARC1; p=none; rua=mailto:postmaster@" + zone.domain.name
    return Failure(
      [
        Evidence("domain_records.data (MX)", servers.compactMap(\.data), .domainRecords),
        Evidence("domain_records.data (TXT)", "no v=DMARC1 at _dmarc", .domainRecords),
      ],
      fix: [
        .run(
          "doctl compute domain records create \(zone.domain.name) --record-type TXT --record-name _dmarc --record-data \(policy) --record-ttl 3600"
        )
      ], title: "Mail domain without DMARC")
  }
}
