extension RuleCases {
  static let apps: [RuleCases] = [
  ]
}
