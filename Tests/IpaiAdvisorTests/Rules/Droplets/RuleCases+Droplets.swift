extension RuleCases {
  static let droplets: [RuleCases] = [
    .poweredOffDroplet,
  ]
}
