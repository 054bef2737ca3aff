/// A version of DigitalOcean Kubernetes, such as `1.31.9-do.2`, or a minor one alone, such as `1.31`.
struct ClusterVersion: Comparable {
  let major: Int
  let minor: Int
  let patch: Int
  /// The revision of DigitalOcean.
  let revision: Int

  /// The version that a text names; nil for any other text.
  init?(_ text: String?) {
    guard let text else { return nil }
    let halves = text.trimmingPrefix("v").split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = halves[0].split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
    guard (2...3).contains(numbers.count), let major = numbers[0], let minor = numbers[1],
      let patch = numbers.count == 3 ? numbers[2] : 0
    else { return nil }
    if halves.count == 2 {
      guard halves[1].hasPrefix("do."), let revision = Self.number(halves[1].dropFirst(3)) else { return nil }
      self.revision = revision
    } else {
      revision = 0
    }
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) ? Int(text) : nil
  }

  /// The minor version: `1.31`.
  var minorText: String { "\(major).\(minor)" }

  /// Whether both are patches of the same minor version.
  func hasMinor(of other: ClusterVersion) -> Bool { major == other.major && minor == other.minor }

  static func < (left: ClusterVersion, right: ClusterVersion) -> Bool {
    (left.major, left.minor, left.patch, left.revision) < (right.major, right.minor, right.patch, right.revision)
  }
}

/// A version that a cluster can be upgraded to.
struct ClusterUpgrade {
  let version: ClusterVersion
  let slug: String

  /// The upgrades of a list that lead to a later version, the earliest first.
  static func later(than current: ClusterVersion, in list: [KubernetesVersion]) -> [ClusterUpgrade] {
    list.compactMap { offered in
      guard let slug = offered.slug, let version = ClusterVersion(slug) ?? ClusterVersion(offered.kubernetesVersion),
        version > current
      else { return nil }
      return ClusterUpgrade(version: version, slug: slug)
    }.sorted { $0.version < $1.version }
  }

  /// The last patch of the next minor version that is offered; where there is none, the last patch of the current one.
  static func nextStep(from current: ClusterVersion, in list: [KubernetesVersion]) -> ClusterUpgrade? {
    let upgrades = later(than: current, in: list)
    let next = upgrades.first { !$0.version.hasMinor(of: current) }
    guard let next else { return upgrades.last }
    return upgrades.last { $0.version.hasMinor(of: next.version) }
  }
}
