import CEncoderKernels
import Foundation
import IpaiCore
import Synchronization

/// Turns texts into embeddings with a model, on several threads. A process needs only one.
package final class TextEncoder: Sendable {
  private let file: ModelFile
  private let precision: EncoderPrecision
  private let threads: Int
  /// The workers between two calls.
  let pool = EncoderPool()

  /// The instruction set that the kernels use on this processor, in words.
  package static var instructionSet: String { String(cString: encoder_kernels_best().pointee.name) }
  /// The number of numbers in an embedding.
  package var dimensions: Int { file.shape.hidden }
  /// The name of the model.
  package var model: String { file.name }
  /// The SHA-256 of the model's weights in hexadecimal.
  package var revision: String { file.revision }

  /// An encoder with a model that computes on `threads` threads, or on one when that is less than 1.
  package init(_ file: ModelFile, precision: EncoderPrecision, threads: Int) {
    self.file = file
    self.precision = precision
    self.threads = max(1, threads)
  }

  /// The embeddings of `texts` in UTF-8, in their order: `dimensions` numbers each, whose length as a vector is 1.
  ///
  /// Throws `IpaiError`: `.unavailable` when the model file is not right or was changed meanwhile, or the system has no memory
  /// left; `.interrupted` when cancelled.
  package func encode(
    _ texts: [[UInt8]], isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> [Float] {
    try file.checkUnchanged()
    let width = dimensions
    let job = EncodingJob(texts, width, isCancelled: isCancelled)
    // There is nothing to do for more threads than texts.
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, texts.count))) { _ in
      job.run(take: takeWorker, giveBack: pool.giveBack)
    }
    let embeddings = try job.result()
    guard embeddings.allSatisfy(\.isFinite) else {
      throw IpaiError(
        .unavailable, "the model \(model) is damaged: what it computes are no numbers",
        hint: "check it with 'ipai model verify \(model)', and install it again: \(InstallCommand.text(model))")
    }
    return embeddings
  }

  /// True when one of the words is in the model's vocabulary as a whole. Throws `IpaiError(.unavailable)` when the model file
  /// is not right or was changed meanwhile.
  ///
  /// Words that are put together from pieces, as nonsense and names are, have an embedding too, but it says little about what
  /// they mean.
  package func knows(anyOf words: [String]) throws -> Bool {
    try file.checkUnchanged()
    let worker = try takeWorker()
    defer { pool.giveBack(worker) }
    return words.contains { worker.isWhole($0) }
  }

  private func takeWorker() throws -> EncoderWorker { try pool.take() ?? EncoderWorker(file, precision) }
}

/// The texts of one call, which are handed out to threads one by one.
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
    self.texts = texts
    self.width = width
    self.isCancelled = isCancelled
    state = Mutex(State(embeddings: [Float](repeating: 0, count: texts.count * width)))
  }

  func run(take: () throws -> EncoderWorker, giveBack: (EncoderWorker) -> Void) {
    do {
      let worker = try take()
      defer { giveBack(worker) }
      try worker.encode(texts, next: claim, body: store)
    } catch { state.withLock { $0.failure = $0.failure ?? error } }
  }

  private func claim() throws -> Int? {
    if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
    guard place < texts.count else { return nil }
    return place
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
