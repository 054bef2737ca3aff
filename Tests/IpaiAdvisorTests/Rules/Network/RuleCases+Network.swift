extension RuleCases {
  static let network: [RuleCases] = [
  ]
}
