/// What a product cost on a day, as the schema `billing_data_point` has it.
package struct BillingDataPoint: Codable, Equatable, Sendable {
  package var startDate: String?
  package var totalAmount: Amount?
  package var region: String?
  package var sku: String?
  package var description: String?
  package var groupDescription: String?

  enum CodingKeys: String, CodingKey {
    case region, sku, description
    case startDate = "start_date"
    case totalAmount = "total_amount"
    case groupDescription = "group_description"
  }
}
