extension RuleList {
  static let databases: [Rule] = [
  ]
}
