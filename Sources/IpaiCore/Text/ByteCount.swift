/// Writes numbers of bytes for people.
package enum ByteCount {
  private static let units = ["B", "kB", "MB", "GB", "TB"]

  /// A number of bytes as `812 B`, `4.2 MB` or `31 GB`, in powers of 1000 as for the sizes of disks.
  package static func text(_ bytes: Int) -> String {
    var value = Double(bytes)
    var unit = 0
    while value >= 1000, unit + 1 < units.count {
      value /= 1000
      unit += 1
    }
    if unit == 0 || value >= 100 { return "\(Int(value.rounded())) \(units[unit])" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
