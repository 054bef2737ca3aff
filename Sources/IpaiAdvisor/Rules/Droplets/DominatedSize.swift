extension Rule {
  /// A Droplet with a size that costs more than another which has at least as much of everything.
  static let dominatedSize = Rule(
    "DO-COST-020", .cost, .low, .moderate,
    title: "A cheaper size with equal or better specs exists (dominated size)",
    why: "Sizes of an older generation stay at their price while newer ones give as much or more for less.",
    condition:
      "A size of the same class is offered in the region of the Droplet that has at least its memory, processors, disk and transfer allowance, and costs less in a month.",
    guards:
      "Only sizes with the same description and the same maker of processors are compared, because Basic, Premium and dedicated processors differ. Sizes with graphics processors are left out, and so are nodes of Kubernetes clusters and members of autoscale pools. The Droplet is powered off while it is resized.",
    subjects: [.droplets],
    needs: [.sizes, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/droplets/how-to/resize/"]
  ) { account in
    account.ownDroplets.filter { !account.hasGraphics($0) }.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ droplet: Droplet, _ account: AccountView) -> Outcome {
    guard droplet.region?.slug != nil else { return .notAssessed("its region was not read") }
    guard let old = account.currentSize(of: droplet), old.description != nil, let price = old.priceMonthly,
      let transfer = old.transfer, old.memory != nil, old.vcpus != nil, old.disk != nil
    else { return .notAssessed("its size was not read") }
    let better = account.largerSize(for: droplet) { old, new in
      new.priceMonthly ?? price < price && new.transfer ?? 0 >= transfer && new.isOfClass(old)
    }
    guard let better else { return .pass }
    return .fail(
      Failure(
        [Evidence("size", row(old), .droplets), Evidence("sizes", row(better), .sizes)],
        saving: account.saving(resizing: droplet, to: better), fix: Fix.resize(droplet, to: better.slug)))
  }

  private static func row(_ size: DropletSize) -> String {
    let transfer = NumberText.text(size.transfer ?? 0)
    return
      "\(size.slug): \(size.memory ?? 0) MB, \(size.vcpus ?? 0) vCPUs, \(size.disk ?? 0) GB, \(transfer) TB, \(NumberText.money(size.priceMonthly ?? 0))"
  }
}
