import IpaiCore

/// Counts lines by hash, in a table with open addressing: the multiset of one side of a comparison.
///
/// Two lines with the same hash count as equal; with 64 bits that is rarer than any other error here.
struct LineTable {
  private var hashes: [UInt64] = []
  private var counts: [Int32] = []
  private var mask = 0
  private var used = 0

  /// Empties the table and makes room for the lines of a text of so many bytes.
  mutating func reset(bytes: Int) {
    // A quarter full with lines of 24 bytes; it grows when lines are shorter.
    let capacity = Self.powerOfTwo(atLeast: max(64, bytes / 6))
    resize(capacity)
    used = 0
  }

  private static func powerOfTwo(atLeast count: Int) -> Int { 1 << (Int.bitWidth - (count - 1).leadingZeroBitCount) }

  private mutating func resize(_ capacity: Int) {
    mask = capacity - 1
    hashes = [UInt64](repeating: 0, count: capacity)
    counts = [Int32](repeating: 0, count: capacity)
  }

  /// Adds one occurrence of the line.
  mutating func add(_ line: UnsafeRawBufferPointer) {
    if used * 2 > mask { grow() }
    let hash = ByteHash.of(line)
    let slot = slot(of: hash)
    if counts[slot] == 0 && hashes[slot] != hash {
      hashes[slot] = hash
      used += 1
    }
    counts[slot] += 1
  }

  /// Removes one occurrence of the line; false when none is left.
  mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
    let slot = slot(of: ByteHash.of(line))
    guard counts[slot] > 0 else { return false }
    counts[slot] -= 1
    return true
  }

  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while hashes[slot] != 0 && hashes[slot] != hash { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let oldHashes = hashes
    let oldCounts = counts
    resize((mask + 1) * 2)
    for (hash, count) in zip(oldHashes, oldCounts) where hash != 0 {
      let slot = slot(of: hash)
      hashes[slot] = hash
      counts[slot] = count
    }
  }
}
