extension RuleList {
  static let apps: [Rule] = [
  ]
}
