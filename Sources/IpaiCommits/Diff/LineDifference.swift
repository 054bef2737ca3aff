import Foundation
import IpaiCore

/// The lines of one version of a file that the other lacks, found by comparing lines as a multiset.
///
/// For the words of a diff it matters which lines came and went, but not their order. Comparing multisets takes one pass over
/// what lies between the common start and end of both versions, where a shortest edit script takes a search. A line that
/// was only moved does not count as changed.
struct LineDifference {
  /// Receives the changed lines and the function lines above them.
  struct Sink {
    /// Called with each changed line.
    let line: (UnsafeRawBufferPointer) -> Void
    /// Called with the function line above each run of changed lines.
    let context: (UnsafeRawBufferPointer) -> Void
  }

  private var table = LineTable()

  /// Reports the lines that only `old` has and those that only `new` has; either text may be empty.
  mutating func compare(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer, _ sink: Sink) {
    let start = Self.commonStart(old, new)
    let tail = Self.commonEnd(old, new, start)
    let before = start..<old.count - tail
    let after = start..<new.count - tail
    guard !before.isEmpty, !after.isEmpty else {
      report(new, after, sink) { _ in true }
      report(old, before, sink) { _ in true }
      return
    }
    table.reset(bytes: before.count)
    Self.forEachLine(old, before) { table.add($0) }
    report(new, after, sink) { !table.take($0) }
    report(old, before, sink) { table.take($0) }
  }

  /// Reports the lines of a region for which `isChanged` is true, and the function line above each run of them.
  private func report(
    _ text: UnsafeRawBufferPointer, _ region: Range<Int>, _ sink: Sink, isChanged: (UnsafeRawBufferPointer) -> Bool
  ) {
    var inRun = false
    var context: UnsafeRawBufferPointer?
    Self.forEachLine(text, region) { line in
      guard isChanged(line) else {
        inRun = false
        if FunctionLine.isOne(line) { context = line }
        return
      }
      if !inRun, let above = context ?? FunctionLine.above(region.lowerBound, in: text) {
        sink.context(FunctionLine.cut(above))
      }
      inRun = true
      sink.line(line)
      if FunctionLine.isOne(line) { context = line }
    }
  }

  private static func forEachLine(
    _ text: UnsafeRawBufferPointer, _ region: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    guard let base = text.baseAddress else { return }
    var start = region.lowerBound
    while start < region.upperBound {
      let length = memchr(base + start, 10, region.upperBound - start).map { UnsafeRawPointer($0) - (base + start) }
      let end = start + (length ?? region.upperBound - start)
      body(UnsafeRawBufferPointer(start: base + start, count: end - start))
      start = end + 1
    }
  }

  /// How many bytes of whole lines both texts start with.
  private static func commonStart(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer) -> Int {
    var index = old.commonPrefixLength(new)
    guard index < old.count || index < new.count else { return index }
    while index > 0, old[index - 1] != 10 { index -= 1 }
    return index
  }

  /// How many bytes of whole lines both texts end with, after the common start.
  private static func commonEnd(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer, _ start: Int) -> Int {
    let most = min(old.count, new.count) - start
    var length = 0
    while length + 8 <= most,
      old.loadUnaligned(fromByteOffset: old.count - length - 8, as: UInt64.self)
        == new.loadUnaligned(fromByteOffset: new.count - length - 8, as: UInt64.self)
    {
      length += 8
    }
    while length < most, old[old.count - length - 1] == new[new.count - length - 1] { length += 1 }
    guard length > 0 else { return 0 }
    // The common end must begin at the start of a line in both versions: move on to its first whole line.
    if startsLine(old, old.count - length, start) && startsLine(new, new.count - length, start) { return length }
    let from = old.count - length
    guard let newline = old.firstIndex(of: 10, from: from) else { return 0 }
    return old.count - newline - 1
  }

  private static func startsLine(_ text: UnsafeRawBufferPointer, _ index: Int, _ start: Int) -> Bool {
    index == start || text[index - 1] == 10
  }
}
