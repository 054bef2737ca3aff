/// Identifiers with their counts, stored one after the other.
struct CountedIdentifiers {
  private var letters: [UInt8] = []
  private var entries: [(length: Int32, count: Int32)] = []

  /// Adds an identifier that occurs `count` times.
  mutating func append(_ name: UnsafeBufferPointer<UInt8>, _ count: Int) {
    letters.append(contentsOf: name)
    entries.append((Int32(name.count), Int32(clamping: count)))
  }

  /// Calls `body` with each identifier and its count, in the order in which they were added.
  func forEach(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    letters.withUnsafeBufferPointer { letters in
      var start = 0
      for entry in entries {
        let end = start + Int(entry.length)
        body(UnsafeBufferPointer(rebasing: letters[start..<end]), Int(entry.count))
        start = end
      }
    }
  }
}
