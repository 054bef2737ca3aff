/// Which file system is on which volume.
extension AccountView {
  /// The file system of a volume: the one on its Droplet that is as large, and has its name where several are; nil where that cannot be said.
  package func fileSystem(of volume: Volume) -> DropletMetrics.FileSystem? {
    guard let holders = volume.dropletIDs, let holder = holders.first, holders.count == 1,
      let disks = facts.dropletMetrics[holder.text]?.disks
    else { return nil }
    let asLarge = disks.filter { Self.isOnItsOwn($0) && Self.isAsLarge($0, as: volume) }
    let named = asLarge.filter { Self.isNamed($0, for: volume) }
    if named.count == 1 { return named.first }
    guard asLarge.count == 1, let only = asLarge.first else { return nil }
    let others = (volumesByHolder[holder] ?? []).map { facts.volumes[$0] }.filter { $0.id != volume.id }
    return others.contains { Self.isAsLarge(only, as: $0) } ? nil : only
  }

  /// The places of volumes in the facts, by the Droplets that have them.
  static func volumesByHolder(_ facts: AccountFacts) -> [ResourceID: [Int]] {
    var found: [ResourceID: [Int]] = [:]
    for (place, volume) in facts.volumes.enumerated() {
      for holder in Set(volume.dropletIDs ?? []) { found[holder, default: []].append(place) }
    }
    return found
  }

  /// Whether a file system is the only one on its device: not the disk that the Droplet starts from, and not spread over several.
  private static func isOnItsOwn(_ fileSystem: DropletMetrics.FileSystem) -> Bool {
    if fileSystem.mountpoint == "/" || fileSystem.mountpoint.hasPrefix("/boot") { return false }
    guard let device = fileSystem.device else { return true }
    if device.contains("mapper") { return false }
    let name = device.split(separator: "/").last ?? ""
    return !["dm-", "md", "vda"].contains { name.hasPrefix($0) }
  }

  /// Whether the sizes are the same but for what a file system needs for itself.
  private static func isAsLarge(_ fileSystem: DropletMetrics.FileSystem, as volume: Volume) -> Bool {
    let size = Double(volume.sizeGigabytes ?? 0) * 1_073_741_824
    return fileSystem.size > size * 0.9 && fileSystem.size <= size
  }

  private static func isNamed(_ fileSystem: DropletMetrics.FileSystem, for volume: Volume) -> Bool {
    guard let name = volume.name, !name.isEmpty else { return false }
    let folder = fileSystem.mountpoint.split(separator: "/").last ?? ""
    return folder.replacing("_", with: "-") == name || fileSystem.device?.hasSuffix("DO_Volume_" + name) ?? false
  }
}
