extension RuleList {
  static let kubernetes: [Rule] = [
  ]
}
