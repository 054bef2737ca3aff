import Foundation
import IpaiCore

/// Counts the identifiers of lines of code: `[A-Za-z_][A-Za-z0-9_]*`, bytes over 0x7F counting as letters.
struct IdentifierCounter {
  private struct Entry {
    let start: Int32
    let length: Int32
    var count: Int32
  }

  private var letters: [UInt8] = []
  private var entries: [Entry] = []
  /// Open addressing: 1 + the index of an entry, 0 where free.
  private var slots = [Int32](repeating: 0, count: 4096)

  /// An identifier shorter or longer than this is not counted.
  private static let lengths = 2...64
  /// A line longer than this is data or minified, and not read.
  private static let longestLine = 1000
  /// Distinct identifiers beyond these are not counted, which bounds the memory.
  private static let maxEntries = 1 << 16

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

  /// The `limit` most frequent identifiers, most frequent first; among equals the one seen first.
  func mostFrequent(_ limit: Int, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    let order = entries.indices.sorted {
      entries[$0].count != entries[$1].count ? entries[$0].count > entries[$1].count : $0 < $1
    }
    letters.withUnsafeBufferPointer { letters in
      for index in order.prefix(limit) {
        let entry = entries[index]
        let range = Int(entry.start)..<Int(entry.start + entry.length)
        body(UnsafeBufferPointer(rebasing: letters[range]), Int(entry.count))
      }
    }
  }

  /// By byte: 1 may start an identifier, 2 may go on with it, 0 neither.
  private static let classes: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...0xFF: 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): 2
    default: 0
    }
  }

  /// Counts the identifier `name` so many times.
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
