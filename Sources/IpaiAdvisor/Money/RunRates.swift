/// What resources cost in a month, by the lines of the invoice of this month.
package struct RunRates: Sendable {
  /// A line of the invoice for a resource.
  private struct Line {
    let rate: Double
    let end: FactTime?
  }

  /// By the id of the resource and the product, because a Droplet and a snapshot may have the same number.
  private var lines: [String: [String: Line]] = [:]

  /// The hours that a month is counted with.
  private static let hours = 730.0
  /// The hours that a Droplet is billed in a month at most.
  private static let dropletHours = 672.0

  /// The rates that the lines of an invoice show. Lines without a resource or a duration say nothing, and of several lines for the same
  /// resource and product the latest holds: it was resized in between.
  package init(_ items: [InvoiceItem]) {
    for item in items {
      guard let amount = item.amount?.value, let duration = item.duration?.value, duration > 0,
        item.durationUnit.map({ $0.lowercased().hasPrefix("hour") }) ?? false
      else { continue }
      let product = item.product?.lowercased() ?? ""
      let rate = amount / duration * (product.hasPrefix("droplet") ? Self.dropletHours : Self.hours)
      let line = Line(rate: rate, end: item.endTime)
      for key in Set([item.resourceUUID, item.resourceID].compactMap { $0 }) where !key.isEmpty {
        if let other = lines[key]?[product], let end = other.end, end > line.end ?? end { continue }
        lines[key, default: [:]][product] = line
      }
    }
  }

  /// What a resource costs in a month, by its id, with all products that it is billed for; nil where the invoice has no line for it.
  package func monthly(_ key: String) -> Double? {
    guard let products = lines[key], !products.isEmpty else { return nil }
    return products.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.rate }
  }

  /// What a Droplet costs in a month without its backups, and what these cost; nil where the invoice has no line for it.
  package func monthly(_ droplet: Droplet) -> (size: Double, backups: Double?)? {
    let products = lines[droplet.id.text] ?? [:]
    guard let size = products.first(where: { $0.key.hasPrefix("droplet") && !$0.key.contains("backup") }) else {
      return nil
    }
    return (size.value.rate, products.first { $0.key.contains("backup") }?.value.rate)
  }
}
