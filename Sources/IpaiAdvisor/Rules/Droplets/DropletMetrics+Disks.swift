extension DropletMetrics {
  /// File systems that hold no data of their own, or that are always full.
  private static let virtual: Set<String> = [
    "squashfs", "tmpfs", "overlay", "iso9660", "devtmpfs", "ramfs", "efivarfs", "fuse.snapfuse",
  ]

  /// The file systems on disks, each once however often it is mounted; nil where they were not read.
  var disks: [FileSystem]? {
    guard let fileSystems else { return nil }
    let real = fileSystems.filter { !Self.virtual.contains($0.fstype ?? "") && $0.size > 0 }
    let byDevice = Dictionary(grouping: real) { $0.device ?? $0.mountpoint }
    return byDevice.values.compactMap { $0.min { Self.isHigher($0.mountpoint, $1.mountpoint) } }
      .sorted { $0.mountpoint < $1.mountpoint }
  }

  private static func isHigher(_ left: String, _ right: String) -> Bool {
    (left.count, left) < (right.count, right)
  }
}

extension DropletMetrics.FileSystem {
  /// The share that was used at the latest sample, from 0 to 1.
  var usedShare: Double { 1 - free / size }
}
