extension RuleList {
  static let account: [Rule] = [
  ]
}
