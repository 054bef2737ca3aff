/// What resources cost in a month, by the lines of the invoice of this month.
package struct RunRates: Sendable {
  private var monthly: [String: Double] = [:]

  /// The hours that a month is counted with.
  private static let hours = 730.0
  /// The hours that a Droplet is billed in a month at most.
  private static let dropletHours = 672.0

  /// The rates that the lines of an invoice show. Lines without a resource or a duration say nothing.
  package init(_ items: [InvoiceItem]) {
    for item in items {
      guard let amount = item.amount?.value, let duration = item.duration?.value, duration > 0,
        item.durationUnit.map({ $0.lowercased().hasPrefix("hour") }) ?? false
      else { continue }
      let isDroplet = item.product?.lowercased().hasPrefix("droplet") ?? false
      let month = isDroplet ? Self.dropletHours : Self.hours
      let rate = amount / duration * month
      for key in Set([item.resourceUUID, item.resourceID].compactMap { $0 }) where !key.isEmpty {
        monthly[key, default: 0] += rate
      }
    }
  }

  /// What a resource costs in a month, by its id; nil where the invoice has no line for it.
  package func monthly(_ key: String) -> Double? { monthly[key] }
}
