extension AppInstanceSize {
  /// The price of an instance in a month; nil where it is not known.
  var price: Double? { usdPerMonth?.value }

  /// Whether a component could be given this size: it is not about to go, and lets the component have more than one instance if it has to.
  func isOpen(needsMoreThanOne: Bool) -> Bool {
    deprecationIntent != true && !(needsMoreThanOne && singleInstanceOnly == true)
  }

  /// Whether the processors are of the same type as those of another size.
  func hasSameProcessors(as other: AppInstanceSize) -> Bool { cpuType != nil && cpuType == other.cpuType }
}

extension [AppInstanceSize] {
  /// The cheapest of the sizes; nil where none has a price.
  var cheapest: AppInstanceSize? {
    filter { $0.price != nil }.min { ($0.price ?? 0, $0.slug) < ($1.price ?? 0, $1.slug) }
  }
}
