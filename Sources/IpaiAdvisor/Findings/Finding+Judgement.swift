extension Finding {
  /// The finding of a failure.
  init(_ rule: Rule, _ judgement: Judgement, _ failure: Failure, _ account: AccountView) {
    let urn = judgement.urn
    let project = account.project(of: urn)
    environment = account.environment(of: urn)
    let own = failure.severity ?? rule.severity
    severity = rule.followsEnvironment ? own.moved(in: environment) : own
    fingerprint = Fingerprint.of(rule: rule.id, urn: urn, subKey: judgement.subKey)
    self.rule = rule.id
    category = rule.category
    effort = rule.effort
    title = failure.title ?? rule.title
    self.urn = urn
    name = judgement.name
    region = account.region(of: urn)
    self.project = project?.name
    subKey = judgement.subKey
    price = account.price(of: urn)
    evidence = failure.evidence.map { Proof($0, of: urn, account.facts) }
    saving = failure.saving.map(Money.init)
    fix = failure.fix.lines.map(FixLine.init)
    note = failure.note
  }
}

extension Finding.Proof {
  fileprivate init(_ evidence: Evidence, of urn: URN, _ facts: AccountFacts) {
    path = evidence.path
    value = evidence.value
    endpoint = "GET " + evidence.collection.path(of: urn)
    readAt = facts.states[evidence.collection]?.readAt ?? facts.readAt
  }
}

extension Finding.Money {
  fileprivate init(_ saving: Saving) {
    monthly = (saving.monthly * 100).rounded() / 100
    formula = saving.formula
    source = saving.source.text
    certainty = saving.certainty
  }
}

extension Finding.FixLine {
  /// A line as it is stored.
  init(_ line: Fix.Line) {
    switch line {
    case .run(let command, let effect):
      text = command.withGuardedOperands.text
      self.effect = effect
      hasBlanks = command.hasBlanks ? true : nil
    case .subshell(let command):
      text = command.withGuardedOperands.text
      hasBlanks = command.hasBlanks ? true : nil
      isOfSubshell = true
    case .note(let words):
      let isPlain = words.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
      guard !isPlain else {
        text = "# " + words
        return
      }
      // Not by characters: CR and LF are one of them, and the shell would run what follows.
      var line = "# ".unicodeScalars
      line.append(
        contentsOf: words.unicodeScalars.lazy.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 })
      text = String(line)
    }
  }
}
