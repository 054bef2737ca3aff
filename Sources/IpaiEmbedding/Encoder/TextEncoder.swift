import CEncoderKernels
import Foundation
import IpaiCore
import Synchronization

/// Turns texts into embeddings with a model, on several threads. Use one for a whole process.
package final class TextEncoder: Sendable {
  private let file: ModelFile
  private let precision: EncoderPrecision
  private let threads: Int
  private let idle = Mutex<[EncoderWorker]>([])

  /// The instruction set that the kernels use on this processor, in words.
  package static var instructionSet: String { String(cString: encoder_kernels_best().pointee.name) }
  package var dimensions: Int { file.shape.hidden }
  package var model: String { file.name }
  package var revision: String { file.revision }

  package init(_ file: ModelFile, precision: EncoderPrecision, threads: Int) {
    (self.file, self.precision, self.threads) = (file, precision, max(1, threads))
  }

  /// The embeddings of `texts` in UTF-8, in their order, `dimensions` numbers each, of length 1.
  ///
  /// Throws `IpaiError`: `.unavailable` when the model file is not right or was changed meanwhile, `.interrupted` when
  /// cancelled.
  package func encode(
    _ texts: [[UInt8]], isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> [Float] {
    try file.checkUnchanged()
    let width = dimensions
    let job = EncodingJob(texts, width, isCancelled: isCancelled)
    // More threads than texts would have nothing to do.
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, texts.count))) { _ in
      job.run {
        try take()
      } giveBack: { worker in
        idle.withLock { $0.append(worker) }
      }
    }
    let embeddings = try job.result()
    guard embeddings.allSatisfy(\.isFinite) else {
      throw IpaiError(
        .unavailable, "the model \(model) is damaged: what it computes are no numbers",
        hint: "check it with 'ipai model verify \(model)', and install it again: \(InstallCommand.text(model))")
    }
    return embeddings
  }

  /// True when one of the words is in the model's vocabulary as a whole. Words that are put together of pieces, as
  /// nonsense is and names are, give an embedding too, and it says little about what they mean.
  package func knows(anyOf words: [String]) throws -> Bool {
    try file.checkUnchanged()
    let worker = try take()
    defer {
      worker.reset()
      idle.withLock { $0.append(worker) }
    }
    return words.contains { worker.isWhole($0) }
  }

  private func take() throws -> EncoderWorker {
    if let worker = idle.withLock({ $0.popLast() }) { return worker }
    return try EncoderWorker(file, precision)
  }
}

/// A tokenizer and an encoder with their memory.
///
/// Sendable: it is in `idle`, under its lock, or held by the one thread that took it out.
final class EncoderWorker: @unchecked Sendable {
  private var tokenizer: WordPieceTokenizer
  private let encoder: Encoder
  private var tokens: [Int32] = []
  private var lengths: [Int] = []
  private var places: [Int] = []

  init(_ file: ModelFile, _ precision: EncoderPrecision) throws {
    tokenizer = try WordPieceTokenizer(file)
    encoder = try Encoder(file, precision)
  }

  /// True when a word of three letters or more is one token; shorter ones are pieces of others more often than words.
  func isWhole(_ word: String) -> Bool {
    guard word.count >= 3 else { return false }
    var ids: [Int32] = []
    return Array(word.utf8).withUnsafeBytes { tokenizer.append($0, to: &ids) } == 3 && !tokenizer.isUnknown(ids[1])
  }

  /// Encodes the texts that `next` hands out, until it has no more, and calls `body` with each one's place and embedding.
  func encode(_ texts: [[UInt8]], next: () throws -> Int?, body: (Int, UnsafeBufferPointer<Float>) -> Void) rethrows {
    while let place = try next() {
      let length = texts[place].withUnsafeBytes { tokenizer.append($0, to: &tokens) }
      if tokens.count > Encoder.batchTokens { encodeBatch(tokens.count - length, body) }
      lengths.append(length)
      places.append(place)
    }
    encodeBatch(tokens.count, body)
  }

  /// Encodes what is waiting, the first `count` tokens.
  private func encodeBatch(_ count: Int, _ body: (Int, UnsafeBufferPointer<Float>) -> Void) {
    var index = 0
    encoder.encode(tokens[..<count], lengths: lengths) { embedding in
      body(places[index], embedding)
      index += 1
    }
    tokens.removeSubrange(..<count)
    lengths.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  /// Drops what an interrupted job left.
  func reset() {
    tokens = []
    lengths = []
    places = []
  }
}

/// The texts of one call, handed out to threads one by one.
private final class EncodingJob: Sendable {
  private let texts: [[UInt8]]
  private let width: Int
  private let isCancelled: @Sendable () -> Bool
  private let next = Atomic(0)
  private let state: Mutex<State>

  private struct State {
    var embeddings: [Float]
    var failure: (any Error)?
  }

  init(_ texts: [[UInt8]], _ width: Int, isCancelled: @escaping @Sendable () -> Bool) {
    (self.texts, self.width, self.isCancelled) = (texts, width, isCancelled)
    state = Mutex(State(embeddings: [Float](repeating: 0, count: texts.count * width)))
  }

  func run(_ take: () throws -> EncoderWorker, giveBack: (EncoderWorker) -> Void) {
    do {
      let worker = try take()
      defer {
        worker.reset()
        giveBack(worker)
      }
      try worker.encode(texts, next: claim, body: store)
    } catch { state.withLock { $0.failure = $0.failure ?? error } }
  }

  private func claim() throws -> Int? {
    if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return place < texts.count ? place : nil
  }

  private func store(_ place: Int, _ embedding: UnsafeBufferPointer<Float>) {
    state.withLock { state in
      for (index, value) in embedding.enumerated() { state.embeddings[place * width + index] = value }
    }
  }

  func result() throws -> [Float] {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.embeddings
    }
  }
}
