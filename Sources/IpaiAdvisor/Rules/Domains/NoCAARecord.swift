extension Rule {
  /// A domain for which every certificate authority may issue certificates.
  static let noCAARecord = Rule(
    "DO-SEC-021", .security, .low, .quick,
    title: "Domain without CAA record",
    why:
      "A CAA record says which certificate authorities may issue certificates for the domain. Without one, each of them may.",
    condition: "The zone has no record of the type CAA at its top.",
    guards:
      "Zones without an A, AAAA or CNAME record are parked and left out. A zone below another zone of the account that has a CAA record inherits it. Add a record for each authority that you use besides Let's Encrypt.",
    subjects: [.domains],
    needs: [.domainRecords],
    references: ["https://docs.digitalocean.com/products/networking/dns/how-to/create-caa-records/"]
  ) { account in
    let tree = ZoneTree(account)
    return account.judgedZones { zone in
      guard zone.leadsSomewhere else { return [] }
      let isInherited = tree.zones(above: zone).contains { !$0.records("CAA", at: "@").isEmpty }
      guard zone.records("CAA", at: "@").isEmpty, !isInherited else { return [zone.domain.judged(.pass)] }
      return [zone.domain.judged(.fail(authorityFailure(zone)))]
    }
  }

  private static func authorityFailure(_ zone: DomainZone) -> Failure {
    Failure(
      [
        Evidence("name", zone.domain.name, .domains),
        Evidence("domain_records.type", "no CAA among \(zone.records.count) records", .domainRecords),
      ],
      fix: [
        .note("Add a record like this one for every other authority that issues certificates for the domain."),
        .run(
          "doctl compute domain records create \(zone.domain.name) --record-type CAA --record-name @ --record-data letsencrypt.org. --record-flags 0 --record-tag issue --record-ttl 3600"
        ),
      ])
  }
}
