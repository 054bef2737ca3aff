extension Rule {
  /// A DNS record that names something that is gone, and that somebody else could get.
  static let danglingRecord = Rule(
    "DO-SEC-024", .security, .high, .quick,
    title: "Dangling DNS record (takeover risk)",
    why:
      "Whoever gets the address or the name next serves pages under your domain: with your cookies, and with certificates in your name.",
    condition:
      "An A or AAAA record has an address that an earlier scan listed as one of the account's and this one does not; or a CNAME record names an app under ondigitalocean.app that does not belong to the account; or one names a bucket under digitaloceanspaces.com that is in no project of the account.",
    guards:
      "Addresses that never belonged to the account are left alone, and the first scan cannot judge any address that is not the account's. Where apps, projects or the resources that have addresses were not all read, records that could be theirs are not assessed. Apps and buckets of another team of yours look the same: do not delete those records.",
    subjects: [.domains],
    needs: [.domainRecords],
    references: ["https://docs.digitalocean.com/products/networking/dns/"]
  ) { account in
    let owned = OwnedNames(account)
    return account.judgedZones { zone in
      let outcomes = zone.records.map { ($0, owned.outcome(of: $0, in: zone, account)) }
      // Beside a record that fails, one that cannot be judged has to be named, or what was found of it would count as fixed.
      if outcomes.contains(where: { $0.1.isFailure }) {
        return outcomes.filter { $0.1 != .pass }.map { zone.domain.judged($0.1, subKey: $0.0.id.text) }
      }
      return [zone.domain.judged(outcomes.first { $0.1 != .pass }?.1 ?? .pass)]
    }
  }
}
