import Crypto
import Foundation
import IpaiCore

/// Copies records from one store to another, one after the other, and compares each with what it has become there. What is there already
/// and the same is left alone, so that a copy that was interrupted goes on where it was.
struct RecordCopying<Record: CopiedRecord> {
  /// The record of a name in the source; nil when there is none.
  let read: (String) async throws -> Record?
  /// The record of a name in the destination; nil when there is none.
  let readCopy: (String) async throws -> Record?
  /// Writes a record to the destination. Throws `IpaiError(.conflict)` when another one is in its place.
  let write: (Record) async throws -> Void

  /// Copies the records of these names. `step` is called before each; what it throws ends the copy.
  func run(_ kind: StoreCopyAction.Kind, _ names: [String], step: (Int) throws -> Void) async throws
    -> StoreCopyAction.Outcome.Part
  {
    var part = StoreCopyAction.Outcome.Part(kind: kind)
    var sums = (source: "", copy: "")
    for (place, name) in names.sorted().enumerated() {
      try step(place)
      // It may have been removed meanwhile.
      guard let record = try await read(name) else { continue }
      let copy = try await self.copy(record, name, &part)
      part.count += 1
      sums.source += "\(record.checksum)  \(name)\n"
      sums.copy += "\(copy?.checksum ?? "")  \(name)\n"
    }
    part.checksum = Self.sum(sums.source)
    part.copyChecksum = Self.sum(sums.copy)
    return part
  }

  /// Returns what the destination has in the end.
  private func copy(_ record: Record, _ name: String, _ part: inout StoreCopyAction.Outcome.Part) async throws
    -> Record?
  {
    let before = try await readCopy(name)
    if let before, before.checksum == record.checksum {
      part.unchanged += 1
      return before
    }
    if let before, let reason = record.conflict(with: before) {
      part.different.append(.init(name: name, reason: reason))
      return before
    }
    do { try await write(record) } catch let error as IpaiError where [.conflict, .usage].contains(error.code) {
      part.different.append(.init(name: name, reason: error.message))
      return before
    }
    let after = try await readCopy(name)
    if after?.checksum != before?.checksum { part.copied += 1 }
    guard let after else {
      part.different.append(.init(name: name, reason: "it is not there after it was copied"))
      return nil
    }
    if after.checksum != record.checksum {
      part.different.append(.init(name: name, reason: record.difference(from: after)))
    }
    return after
  }

  private static func sum(_ text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).hexadecimal
  }
}
