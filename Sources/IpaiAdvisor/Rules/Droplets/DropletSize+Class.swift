extension DropletSize {
  /// The family of a slug, which is what comes before its first digit: `s-` of `s-2vcpu-4gb`.
  var family: Substring { slug.prefix { !$0.isNumber } }

  /// Who makes the processors, where the slug says it.
  private var maker: Substring? {
    slug.split(separator: "-").last.flatMap { ["amd", "intel"].contains($0) ? $0 : nil }
  }

  /// Whether a size has graphics processors.
  var hasGraphics: Bool { gpuInfo != nil || slug.hasPrefix("gpu-") }

  /// Whether processors are not shared with other Droplets.
  var isDedicated: Bool { !hasGraphics && ["g-", "gd-", "c-", "c", "m-", "m", "so-", "so"].contains(family) }

  /// Whether two sizes do not have processors of different makers; a slug may leave the maker to the description.
  private func isOfMaker(of other: DropletSize) -> Bool {
    guard let maker, let others = other.maker else { return true }
    return maker == others
  }

  /// Whether two sizes are of one class, so that a Droplet does not notice which it has but by how large it is.
  func isOfClass(_ other: DropletSize) -> Bool {
    description == other.description && isOfMaker(of: other) && hasGraphics == other.hasGraphics
  }
}
