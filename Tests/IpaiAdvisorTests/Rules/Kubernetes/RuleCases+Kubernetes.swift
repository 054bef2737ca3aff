extension RuleCases {
  static let kubernetes: [RuleCases] = [
  ]
}
