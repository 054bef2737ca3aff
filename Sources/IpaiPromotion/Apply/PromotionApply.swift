import IpaiCore
package import IpaiSkills

/// Stores what was planned: all of it or nothing, and only on top of what the plan was made for.
package struct PromotionApply: Sendable {
  private let registry: any PromotionRegistry
  private let context: PromotionContext

  /// How often a promotion is made again after an unrelated one came first.
  private static let tries = 8

  /// Stores in `registry`.
  package init(_ registry: any PromotionRegistry, _ context: PromotionContext) {
    self.registry = registry
    self.context = context
  }

  /// Stores steps and the files of their skills, and returns what was stored; nil when there are no steps.
  ///
  /// Throws `IpaiError(.conflict)` when another promotion has changed one of the skills since the steps were planned.
  package func run(
    _ steps: [PromotionStep], _ skills: [String: SkillAddition], from origin: PromotionOrigin?
  ) async throws -> PromotionStatement? {
    guard !steps.isEmpty else { return nil }
    for _ in 1...Self.tries {
      let state = try await registry.state(Set(steps.map(\.name)))
      try check(steps, state)
      let promotion = try await promotion(withLabels(steps), skills, origin, after: state.head)
      do {
        try await registry.apply(promotion)
        return promotion.statement
      } catch let error as IpaiError where error.cause is RegistryMoved {
        // The next look tells whether the other promotion was about the same skills.
        continue
      } catch let error as IpaiError where error.code == .unavailable {
        if await isStored(promotion) { return promotion.statement }
        throw error
      }
    }
    throw IpaiError(
      .unavailable, "others promote to \(registry.place) all the time", hint: "try again later; nothing was changed")
  }

  private func promotion(
    _ steps: [PromotionStep], _ skills: [String: SkillAddition], _ origin: PromotionOrigin?, after head: PromotionHead?
  ) async throws -> Promotion {
    let statement = PromotionStatement(
      number: (head?.number ?? 0) + 1, previous: head?.digest, origin: origin, steps: steps, reason: context.reason,
      promotedBy: context.by, promotedAt: context.date, run: context.run, signer: context.signer?.signer,
      ipai: context.ipai)
    let text = try statement.text()
    let digest = PromotionStatement.digest(of: text)
    let messages = try context.receivers.map { receiver in
      PromotionMessage(
        promotion: statement.number, receiver: receiver.name, key: receiver.key(of: digest),
        body: try receiver.body(of: statement, digest: digest, registry: registry.place), due: context.date)
    }
    return try Promotion(
      statement, text: text, signature: try await context.signer?.signature(over: text), skills: skills,
      messages: messages)
  }

  /// Throws where what is in force is no longer what the steps were planned for.
  private func check(_ steps: [PromotionStep], _ state: RegistryState) throws(IpaiError) {
    for step in steps {
      let inForce = state.inForce(step.name)
      guard inForce?.previous != step.previous else { continue }
      let now = inForce.map { "\($0.step.version) (\($0.step.status.rawValue))" } ?? "nothing"
      let by = state.head.map { "; the last promotion is \($0.number), by \($0.by) at \($0.date.rfc3339)" } ?? ""
      throw IpaiError(
        .conflict, "nothing was promoted: another promotion changed '\(step.name)', of which \(now) is in force\(by)",
        hint: "make the plan again: ipai promote plan")
    }
  }

  /// The steps, each with what those labels go back to that name the version that it takes out of force.
  private func withLabels(_ steps: [PromotionStep]) async throws -> [PromotionStep] {
    var steps = steps
    for (place, step) in steps.enumerated() where step.labelsRemovedFrom != nil {
      var history = LabelHistory()
      try await registry.steps(of: step.name) { history.add($0) }
      steps[place].labels = history.goingBack(step)
    }
    return steps
  }

  /// Whether a promotion was stored although the answer to that was lost.
  private func isStored(_ promotion: Promotion) async -> Bool {
    let number = promotion.statement.number
    let records = try? await registry.records(of: nil, after: number - 1, most: 1)
    return records?.first?.digest == promotion.digest
  }
}
