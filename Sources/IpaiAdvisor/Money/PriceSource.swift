/// Where a price comes from.
package enum PriceSource: Equatable, Sendable {
  /// What the invoice of the month lists for the resource.
  case invoice
  /// What the API says that a size costs.
  case api
  /// The table of prices, as of a day.
  case table(String)

  /// What people and programs read: `invoice`, `api` or `table of 2026-08-07`.
  package var text: String {
    switch self {
    case .invoice: "invoice"
    case .api: "api"
    case .table(let date): "table of \(date)"
    }
  }
}
