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
    Set(addresses).flatMap { addressRecords[$0] ?? [] }.sorted { $0.place < $1.place }.map(\.name)
  }

  /// The records with addresses by these, with their place among all records.
  static func addressRecords(_ facts: AccountFacts) -> [String: [(place: Int, name: String)]] {
    var found: [String: [(place: Int, name: String)]] = [:]
    var place = 0
    for (zone, records) in facts.domainRecords.sorted(by: { $0.key < $1.key }) {
      for record in records where record.type == "A" || record.type == "AAAA" {
        let name = record.name == "@" || record.name == nil ? zone : "\(record.name ?? "").\(zone)"
        found[record.data ?? "", default: []].append((place, name))
        place += 1
      }
    }
    return found
  }

  /// The reserved addresses of a Droplet, those of IPv4 first.
  package func reservedAddresses(of droplet: Droplet) -> [String] { reserved[droplet.id] ?? [] }

  /// The reserved addresses by the Droplets that have them.
  static func reserved(_ facts: AccountFacts) -> [ResourceID: [String]] {
    var found: [ResourceID: [String]] = [:]
    for address in facts.reservedIPs { address.droplet?.id.map { found[$0, default: []].append(address.ip) } }
    for address in facts.reservedIPv6 { address.droplet?.id.map { found[$0, default: []].append(address.ip) } }
    return found
  }

  /// When a Droplet was powered off last, as its actions say; when it was made, where they say nothing.
  package func offSince(_ droplet: Droplet) -> FactTime? {
    let actions = facts.dropletActions[droplet.id.text] ?? []
    return actions.filter { ["power_off", "shutdown"].contains($0.type ?? "") }.compactMap(\.completedAt).max()
      ?? droplet.createdAt
  }
}
