import Crypto
import Foundation
import IpaiCore
import IpaiCorpora
import IpaiSearch

/// Copies corpora of documents from one store to another, some files at a time, and compares each file with what it has become there. What
/// is there already and the same is left alone, so that a copy that was interrupted goes on where it was.
struct CorpusCopying {
  let source: any CorpusStore
  let destination: any CorpusStore
  /// Now.
  let date: Timestamp

  /// How many files are copied in one transaction at most, and about how many bytes of them.
  private static let batch = (files: 8_000, bytes: 6 << 20)
  /// How many vectors are copied in one transaction.
  private static let vectorBatch = 4_000

  /// Copies the corpora with these names. `step` is called with how many files are done; what it throws ends the copy.
  func run(_ names: [String], step: (Int) throws -> Void) async throws -> StoreCopyAction.Outcome.Part {
    var part = StoreCopyAction.Outcome.Part(kind: .corpora)
    var sums = (source: SHA256(), copy: SHA256())
    let embedders = (source: try await source.embedders(), copy: try await destination.embedders())
    let known = Set(try await destination.names())
    for name in names.sorted() {
      // The file may come from anybody.
      try CorpusName.check(name)
      let embedder = embedders.source[name] ?? .installed
      if known.contains(name), embedders.copy[name] ?? .installed != embedder {
        part.different.append(.init(name: name, reason: "the corpus has another embedder there"))
      }
      for folder in try await source.sources(of: name) {
        try await copy(folder, embedder, &part, &sums, step)
      }
      let done = part.count
      part.add(try await copyVectors(of: name) { try step(done) })
    }
    part.checksum = sums.source.finalize().hexadecimal
    part.copyChecksum = sums.copy.finalize().hexadecimal
    return part
  }

  /// What passages mean takes long to compute. It is not compared, since the stores keep it with different precision. Returns
  /// how many vectors the destination cannot keep.
  private func copyVectors(of corpus: String, step: () throws -> Void) async throws -> LeftOutVectors {
    var leftOut = LeftOutVectors()
    for model in try await source.models(ofCorpus: corpus) {
      var vectors = try await source.vectors(ofCorpus: corpus, model: model, after: [], most: Self.vectorBatch)
      while let last = vectors.last {
        try step()
        // The next ones are read while the destination is busy.
        async let next = source.vectors(ofCorpus: corpus, model: model, after: last.digest, most: Self.vectorBatch)
        leftOut += try await destination.add(vectors, toCorpus: corpus, model: model)
        vectors = try await next
      }
    }
    return leftOut
  }

  private func copy(
    _ folder: StoredSource, _ embedder: CorpusEmbedder, _ part: inout StoreCopyAction.Outcome.Part,
    _ sums: inout (source: SHA256, copy: SHA256), _ step: (Int) throws -> Void
  ) async throws {
    var wanted = NewSource(corpus: folder.corpus, path: folder.path)
    wanted.include = folder.include
    wanted.exclude = folder.exclude
    let before = try await destination.sources(of: folder.corpus).first {
      ByteOrder.compare($0.path, folder.path) == 0 && $0.include == folder.include && $0.exclude == folder.exclude
    }
    var place = before
    if place == nil { place = try await destination.add(wanted, embedder: embedder, at: date) }
    guard let place else { return }
    let copied = part.copied
    let batches = Self.batches(try await source.files(of: folder.id))
    var batch = try await read(batches.first ?? [], of: folder, to: place)
    for following in batches.dropFirst() + [[]] {
      try step(part.count)
      // The next ones are read, and their words are found, while the destination is busy.
      async let next = read(following, of: folder, to: place)
      try await copy(batch, of: folder, to: place, &part, &sums)
      batch = try await next
    }
    if let synced = folder.synced, before?.synced == nil || part.copied > copied {
      try await destination.finish(place.id, isChanged: part.copied > copied, vanished: [], at: synced)
    }
  }

  /// The paths of files, divided into those that are copied together.
  private static func batches(_ files: [KnownFile]) -> [[String]] {
    var batches: [[String]] = []
    var bytes = Int64.max
    for file in files {
      if bytes >= batch.bytes || batches.last?.count == batch.files {
        batches.append([])
        bytes = 0
      }
      batches[batches.count - 1].append(file.path)
      bytes += max(0, min(file.stamp.size, Int64(batch.bytes)))
    }
    return batches
  }

  private func read(_ paths: [String], of folder: StoredSource, to place: StoredSource) async throws -> CorpusBatch {
    try await CorpusBatch(paths, of: folder, in: source, to: place, in: destination)
  }

  private func copy(
    _ batch: CorpusBatch, of folder: StoredSource, to place: StoredSource, _ part: inout StoreCopyAction.Outcome.Part,
    _ sums: inout (source: SHA256, copy: SHA256)
  ) async throws {
    var copies = batch.copies
    let changed = batch.changed.files
    if !changed.isEmpty {
      try await destination.restore(batch.changed, in: place.id)
      copies.merge(try await destination.copies(of: changed.map(\.path), in: place.id)) { $1 }
    }
    let written = Set(changed.map { Array($0.path.utf8) })
    for key in batch.keys {
      guard let file = batch.files[key] else { continue }
      let copy = copies[key]?.checksum ?? ""
      let name = "\(folder.corpus): \(folder.path.isEmpty ? "" : folder.path + "/")\(file.path)"
      part.count += 1
      sums.source.update(data: Data("\(file.checksum)  \(name)\n".utf8))
      sums.copy.update(data: Data("\(copy)  \(name)\n".utf8))
      if let reason = batch.conflicts[key] {
        part.different.append(.init(name: name, reason: reason))
      } else if copy != file.checksum {
        part.different.append(.init(name: name, reason: "it is not the same in both after it was copied"))
      } else if written.contains(key) {
        part.copied += 1
      } else {
        part.unchanged += 1
      }
    }
  }
}
