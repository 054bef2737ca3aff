extension RuleList {
  static let domains: [Rule] = [
  ]
}
