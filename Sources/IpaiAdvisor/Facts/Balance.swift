/// What an account owes, as the schema `balance` has it.
package struct Balance: Codable, Equatable, Sendable {
  package var monthToDateBalance: Amount?
  package var accountBalance: Amount?
  package var monthToDateUsage: Amount?
  package var generatedAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case monthToDateBalance = "month_to_date_balance"
    case accountBalance = "account_balance"
    case monthToDateUsage = "month_to_date_usage"
    case generatedAt = "generated_at"
  }
}
