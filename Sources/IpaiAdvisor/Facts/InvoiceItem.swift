/// A line of an invoice, as the schema `invoice_item` has it.
package struct InvoiceItem: Codable, Equatable, Sendable {
  package var product: String?
  package var resourceUUID: String?
  package var resourceID: String?
  package var groupDescription: String?
  package var description: String?
  package var amount: Amount?
  package var duration: Amount?
  package var durationUnit: String?
  package var startTime: FactTime?
  package var endTime: FactTime?
  package var projectName: String?

  enum CodingKeys: String, CodingKey {
    case product, description, amount, duration
    case resourceUUID = "resource_uuid"
    case resourceID = "resource_id"
    case groupDescription = "group_description"
    case durationUnit = "duration_unit"
    case startTime = "start_time"
    case endTime = "end_time"
    case projectName = "project_name"
  }
}
