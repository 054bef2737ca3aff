/// An invoice, as the schema `invoice_preview` has it.
package struct Invoice: Codable, Equatable, Sendable {
  package var invoiceUUID: String?
  package var invoiceID: String?
  package var amount: Amount?
  package var invoicePeriod: String?
  package var updatedAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case amount
    case invoiceUUID = "invoice_uuid"
    case invoiceID = "invoice_id"
    case invoicePeriod = "invoice_period"
    case updatedAt = "updated_at"
  }
}
