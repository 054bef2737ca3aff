extension RuleCases {
  static let domains: [RuleCases] = [
  ]
}
