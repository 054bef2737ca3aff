extension RuleList {
  static let storage: [Rule] = [
  ]
}
