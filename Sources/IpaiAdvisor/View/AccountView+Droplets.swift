/// What rules about Droplets have in common.
extension AccountView {
  /// The price of a Droplet with its backups in a month, and how it was computed; nil where it is not known.
  package func cost(of droplet: Droplet) -> (monthly: Double, formula: String, source: PriceSource)? {
    if let rate = runRates.monthly(droplet) {
      let formula = "\(NumberText.money(rate.size)) by the invoice of this month"
      if let backups = rate.backups {
        return (rate.size + backups, formula + " + \(NumberText.money(backups)) for its backups", .invoice)
      }
      guard let share = backupShare(of: droplet) else { return (rate.size, formula, .invoice) }
      return (rate.size * (1 + share), formula + " × \(NumberText.text(1 + share)) with backups", .invoice)
    }
    guard let price = droplet.size?.priceMonthly ?? size(droplet.sizeSlug)?.priceMonthly else { return nil }
    let formula = "\(NumberText.money(price)) (size.price_monthly)"
    guard let share = backupShare(of: droplet) else { return (price, formula, .api) }
    return (
      price * (1 + share), formula + " × \(NumberText.text(1 + share)) with backups", .api
    )
  }

  /// The price of a Droplet's size in a month; nil where it is not known.
  package func price(of droplet: Droplet) -> Double? {
    droplet.size?.priceMonthly ?? size(droplet.sizeSlug)?.priceMonthly
  }

  /// What backups cost, as a share of the price; nil for a Droplet without.
  package func backupShare(of droplet: Droplet) -> Double? {
    guard droplet.features?.contains("backups") ?? false else { return nil }
    let plan = facts.backupPolicies[droplet.id.text]?.backupPolicy?.plan
    return plan == "daily" ? prices.dailyBackups : prices.weeklyBackups
  }

  /// A name for a snapshot of something: its name without what a shell or a table could stumble over, and what it is for.
  package func snapshotName(_ name: String?, _ purpose: String) -> String {
    let plain = (name ?? "").map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") ? $0 : "-" }
    let trimmed = String(plain).trimmingPrefix { $0 == "-" || $0 == "." }.prefix(60)
    return (trimmed.isEmpty ? "droplet" : String(trimmed)) + "-" + purpose
  }

  /// The public addresses of a Droplet.
  package func publicAddresses(of droplet: Droplet) -> [String] {
    ((droplet.networks?.v4 ?? []) + (droplet.networks?.v6 ?? [])).filter { $0.type == "public" }
      .compactMap(\.ipAddress)
  }

  /// The DNS records that have one of the addresses: `name.zone`.
  package func records(pointingAt addresses: [String]) -> [String] {
    let addresses = Set(addresses)
    return facts.domainRecords.sorted { $0.key < $1.key }.flatMap { zone, records in
      records.filter { ["A", "AAAA"].contains($0.type) && addresses.contains($0.data ?? "") }
        .map { $0.name == "@" || $0.name == nil ? zone : "\($0.name ?? "").\(zone)" }
    }
  }

  /// The reserved addresses of a Droplet.
  package func reservedAddresses(of droplet: Droplet) -> [String] {
    facts.reservedIPs.filter { $0.droplet?.id == droplet.id }.map(\.ip)
  }

  /// When a Droplet was powered off last, as its actions say; when it was made, where they say nothing.
  package func offSince(_ droplet: Droplet) -> FactTime? {
    let actions = facts.dropletActions[droplet.id.text] ?? []
    return actions.filter { ["power_off", "shutdown"].contains($0.type ?? "") }.compactMap(\.completedAt).max()
      ?? droplet.createdAt
  }
}
