extension RuleCases {
  static let databases: [RuleCases] = [
  ]
}
