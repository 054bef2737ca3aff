import Foundation
import IpaiCore

/// Counts the identifiers in lines of code: `[A-Za-z_][A-Za-z0-9_]*`, where bytes above 0x7F count as letters.
struct IdentifierCounter {
  private struct Entry {
    let start: Int32
    let length: Int32
    var count: Int32
  }

  private var letters: [UInt8] = []
  private var entries: [Entry] = []
  /// A hash table with open addressing: 1 + the index of an entry, 0 for a free slot.
  private var slots = [Int32](repeating: 0, count: 4096)

  /// How many bytes an identifier that counts may have.
  private static let lengths = 2...64
  /// How many bytes a line may have; a longer one is data or minified, and is not read.
  private static let longestLine = 1000
  /// How many different identifiers are counted, which bounds the memory.
  private static let maxEntries = 1 << 16

  /// Forgets everything that was counted.
  mutating func reset() {
    if entries.isEmpty { return }
    letters.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    for index in slots.indices { slots[index] = 0 }
  }

  /// Counts the identifiers of `line`.
  mutating func count(_ line: UnsafeRawBufferPointer) {
    guard line.count <= Self.longestLine else { return }
    var index = 0
    while index < line.count {
      let first = Self.classes[Int(line[index])]
      guard first != 0 else {
        index += 1
        continue
      }
      let start = index
      repeat { index += 1 } while index < line.count && Self.classes[Int(line[index])] != 0
      if first == 1, Self.lengths.contains(index - start) {
        add(UnsafeRawBufferPointer(rebasing: line[start..<index]), 1)
      }
    }
  }

  /// Calls `body` with the `limit` most frequent identifiers and their counts, most frequent first; among equal ones the one
  /// seen first comes first.
  func mostFrequent(_ limit: Int, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    let order = entries.indices.sorted { left, right in
      if entries[left].count != entries[right].count { return entries[left].count > entries[right].count }
      return left < right
    }
    letters.withUnsafeBufferPointer { letters in
      for index in order.prefix(limit) {
        let entry = entries[index]
        let range = Int(entry.start)..<Int(entry.start + entry.length)
        body(UnsafeBufferPointer(rebasing: letters[range]), Int(entry.count))
      }
    }
  }

  /// By byte: 1 if it may start an identifier, 2 if it may only continue one, 0 otherwise.
  private static let classes: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...0xFF: 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): 2
    default: 0
    }
  }

  /// Counts the identifier `name` `count` times.
  mutating func add(_ name: UnsafeRawBufferPointer, _ count: Int) {
    var slot = Int(truncatingIfNeeded: ByteHash.of(name) >> 20) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if isEqual(entries[index], name) {
        entries[index].count &+= Int32(clamping: count)
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard entries.count < Self.maxEntries else { return }
    entries.append(Entry(start: Int32(letters.count), length: Int32(name.count), count: Int32(clamping: count)))
    letters.append(contentsOf: name)
    slots[slot] = Int32(entries.count)
    if entries.count * 2 > slots.count { grow() }
  }

  private func isEqual(_ entry: Entry, _ name: UnsafeRawBufferPointer) -> Bool {
    guard Int(entry.length) == name.count, let base = name.baseAddress else { return false }
    return letters.withUnsafeBytes { letters in
      guard let known = letters.baseAddress else { return false }
      return memcmp(known + Int(entry.start), base, name.count) == 0
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 4)
    letters.withUnsafeBytes { letters in
      for (index, entry) in entries.enumerated() {
        let name = UnsafeRawBufferPointer(rebasing: letters[Int(entry.start)..<Int(entry.start + entry.length)])
        var slot = Int(truncatingIfNeeded: ByteHash.of(name) >> 20) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(index + 1)
      }
    }
  }
}
