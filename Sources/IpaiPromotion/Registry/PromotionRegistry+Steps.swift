extension PromotionRegistry {
  /// Gives `take` every step of a skill, oldest first, and reads some promotions at a time. Throws `IpaiError`, and what `take` throws.
  func steps(of name: String, _ take: (PromotionStep) throws -> Void) async throws {
    let part = 500
    var after = 0
    while true {
      let records = try await records(of: name, after: after, most: part)
      for record in records {
        let statement = try PromotionStatement(reading: record.text)
        for step in statement.steps where step.name == name { try take(step) }
      }
      guard let last = records.last, records.count == part else { return }
      after = last.number
    }
  }
}
