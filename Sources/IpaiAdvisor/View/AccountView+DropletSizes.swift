/// Which sizes a Droplet could have instead of its own.
extension AccountView {
  /// The size of a Droplet: what it says itself, and what the list of sizes says beside that.
  package func currentSize(of droplet: Droplet) -> DropletSize? {
    let listed = size(droplet.sizeSlug ?? droplet.size?.slug)
    guard var size = droplet.size ?? listed else { return nil }
    size.memory = droplet.memory ?? size.memory ?? listed?.memory
    size.vcpus = droplet.vcpus ?? size.vcpus ?? listed?.vcpus
    // Not the disk of the size: a Droplet that was resized without its disk has a smaller one.
    size.disk = droplet.disk ?? size.disk ?? listed?.disk
    size.transfer = size.transfer ?? listed?.transfer
    size.priceMonthly = size.priceMonthly ?? listed?.priceMonthly
    size.priceHourly = size.priceHourly ?? listed?.priceHourly
    size.description = size.description ?? listed?.description
    size.gpuInfo = size.gpuInfo ?? listed?.gpuInfo
    return size
  }

  /// Whether a Droplet has graphics processors.
  package func hasGraphics(_ droplet: Droplet) -> Bool {
    droplet.sizeSlug?.hasPrefix("gpu-") ?? false || graphicsDroplets.contains(droplet.id)
  }

  /// The sizes that new Droplets can have in the region of a Droplet.
  package func sizesOffered(to droplet: Droplet) -> [DropletSize] {
    guard let region = droplet.region?.slug else { return [] }
    return facts.sizes.filter {
      $0.isAvailable ?? false && $0.regions?.contains(region) ?? false && $0.priceMonthly != nil
        && $0.slug != droplet.sizeSlug
    }
  }

  /// The cheapest of some sizes, and of those the one with the most memory.
  package func cheapest(_ sizes: [DropletSize]) -> DropletSize? {
    sizes.min {
      ($0.priceMonthly ?? 0, -($0.memory ?? 0), $0.slug) < ($1.priceMonthly ?? 0, -($1.memory ?? 0), $1.slug)
    }
  }

  /// The cheapest size with at least as much of everything, and with more of what a Droplet lacks; nil where there is none.
  package func largerSize(for droplet: Droplet, where isBetter: (_ old: DropletSize, _ new: DropletSize) -> Bool)
    -> DropletSize?
  {
    guard let old = currentSize(of: droplet), let memory = old.memory, let vcpus = old.vcpus, let disk = old.disk else {
      return nil
    }
    return cheapest(
      sizesOffered(to: droplet).filter { new in
        new.memory ?? 0 >= memory && new.vcpus ?? 0 >= vcpus && new.disk ?? 0 >= disk && isBetter(old, new)
      })
  }

  /// What another size saves in a month, or costs; nil where prices are missing.
  package func saving(resizing droplet: Droplet, to size: DropletSize) -> Saving? {
    guard let old = price(of: droplet), old > 0, let new = size.priceMonthly else { return nil }
    let prices = (old: NumberText.money(old), new: NumberText.money(new))
    guard let rate = runRates.monthly(droplet)?.size else {
      let formula = "\(prices.old) (size.price_monthly) - \(prices.new) (price_monthly of \(size.slug))"
      return Saving(old - new, formula, .api)
    }
    // The invoice does not say what the other size would cost, but by how much prices differ.
    let formula = "\(NumberText.money(rate)) by the invoice of this month × (1 - \(prices.new) / \(prices.old))"
    return Saving(rate * (1 - new / old), formula, .invoice, .estimate)
  }
}
