/// Numbers of bytes for people.
package enum ByteCount {
  /// `812 B`, `4.2 MB`, `31 GB`: powers of 1000, as disks are sold.
  package static func text(_ bytes: Int) -> String {
    var (value, unit) = (Double(bytes), 0)
    while value >= 1000, unit + 1 < units.count {
      value /= 1000
      unit += 1
    }
    let tenths = Int((value * 10).rounded())
    return unit == 0 || value >= 100
      ? "\(Int(value.rounded())) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }

  private static let units = ["B", "kB", "MB", "GB", "TB"]
}
