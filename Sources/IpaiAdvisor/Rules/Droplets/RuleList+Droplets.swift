extension RuleList {
  static let droplets: [Rule] = [
    .poweredOffDroplet,
  ]
}
