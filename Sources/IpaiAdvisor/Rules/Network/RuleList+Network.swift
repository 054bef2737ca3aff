extension RuleList {
  static let network: [Rule] = [
  ]
}
