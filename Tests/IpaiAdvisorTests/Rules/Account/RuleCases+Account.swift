extension RuleCases {
  static let account: [RuleCases] = [
  ]
}
