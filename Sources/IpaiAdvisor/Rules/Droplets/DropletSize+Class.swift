extension DropletSize {
  /// The family of a slug, which is what comes before its first digit: `s-` of `s-2vcpu-4gb`.
  var family: Substring { slug.prefix { !$0.isNumber } }

  /// Who makes the processors, where the description or the slug says it.
  private var maker: String? {
    for maker in ["amd", "intel"] {
      if description?.lowercased().contains(maker) ?? false || slug.hasSuffix("-" + maker) { return maker }
    }
    return nil
  }

  /// Whether a size has graphics processors.
  var hasGraphics: Bool { gpuInfo != nil || slug.hasPrefix("gpu-") }

  /// Whether processors are not shared with other Droplets.
  var isDedicated: Bool { !hasGraphics && ["g-", "gd-", "c-", "c", "m-", "m", "so-", "so"].contains(family) }

  /// Whether two sizes are of one class, so that a Droplet does not notice which it has but by how large it is.
  func isOfClass(_ other: DropletSize) -> Bool {
    hasGraphics == other.hasGraphics && description == other.description && maker == other.maker
  }
}
