extension Rule {
  /// A reserved address that no Droplet has.
  static let unassignedReservedIP = Rule(
    "DO-COST-010", .cost, .medium, .quick,
    title: "Reserved IPv4 not assigned",
    why: "A reserved address is free while a Droplet has it, and billed while none does.",
    condition: "No Droplet has the address, and it is not locked by an action that is still running.",
    guards:
      "Addresses that you brought with you (BYOIP) are not billed this way. Once an address is deleted, you can rarely get it back: change the DNS records that name it first.",
    subjects: [.reservedIPs],
    scopes: [.droplet],
    references: ["https://docs.digitalocean.com/products/networking/reserved-ips/details/pricing/"]
  ) { account in
    account.facts.reservedIPs.map { $0.judged(addressOutcome($0, account)) }
  }

  private static func addressOutcome(_ address: ReservedIP, _ account: AccountView) -> Outcome {
    if let holder = address.droplet {
      return holder.id == nil ? .notAssessed("it is not known which Droplet has it") : .pass
    }
    guard let isLocked = address.isLocked else { return .notAssessed("it is not known whether it is locked") }
    guard !isLocked else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("ip", address.ip, .reservedIPs),
          Evidence("droplet", "null", .reservedIPs),
          Evidence("region.slug", address.region?.slug ?? "-", .reservedIPs),
          Evidence("project_id", address.projectID ?? "-", .reservedIPs),
        ],
        saving: addressSaving(address, account),
        fix: [.run("doctl compute reserved-ip delete \(address.ip)", .irreversible)],
        note: addressNote(address, account)))
  }

  private static func addressSaving(_ address: ReservedIP, _ account: AccountView) -> Saving {
    if let rate = account.runRates.monthly(address.ip) {
      return Saving(rate, "\(NumberText.money(rate)) by the invoice of this month", .invoice)
    }
    let price = account.prices.reservedIPIdle
    return Saving(price, "1 address × \(NumberText.money(price))", .table(account.prices.date))
  }

  private static func addressNote(_ address: ReservedIP, _ account: AccountView) -> String? {
    guard account.isComplete(.domains), account.isComplete(.domainRecords) else {
      return "DNS records were not all read: look for those that name it before you delete it."
    }
    let records = account.records(pointingAt: [address.ip])
    return records.isEmpty ? nil : "These DNS records name it: " + records.joined(separator: ", ")
  }
}
