extension RuleCases {
  static let storage: [RuleCases] = [
  ]
}
