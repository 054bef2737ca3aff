/// A product that cost more a day lately than it did before.
struct GrowingProduct {
  /// What it is called, and how much more it costs a day.
  let text: String
  private let growth: Double

  /// The products that grew most, by the data points of some days: the mean of the later half against that of the earlier one.
  static func top(_ count: Int, of points: [BillingDataPoint]) -> [GrowingProduct] {
    let days = Set(points.compactMap(\.startDate)).sorted()
    guard days.count >= 2 else { return [] }
    let earlier = Set(days.prefix(days.count / 2))
    let later = Set(days.suffix(days.count / 2))
    let bySKU = Dictionary(grouping: points) { $0.sku ?? "-" }
    let grown = bySKU.compactMap { sku, points in
      GrowingProduct(sku, points, growth: mean(points, later) - mean(points, earlier))
    }
    return Array(grown.sorted { ($1.growth, $0.text) < ($0.growth, $1.text) }.prefix(count))
  }

  private init?(_ sku: String, _ points: [BillingDataPoint], growth: Double) {
    guard growth >= 0.005 else { return nil }
    let name = points.compactMap(\.description).first { !$0.isEmpty }
    text = sku + (name.map { " (\($0))" } ?? "") + ": +\(NumberText.money(growth)) a day"
    self.growth = growth
  }

  private static func mean(_ points: [BillingDataPoint], _ days: Set<String>) -> Double {
    points.filter { days.contains($0.startDate ?? "") }.compactMap { $0.totalAmount?.value }.reduce(0, +)
      / Double(days.count)
  }
}
