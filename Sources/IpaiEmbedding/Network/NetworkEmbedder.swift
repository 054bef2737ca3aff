import Foundation
package import IpaiCore
import IpaiHTTP

/// A service on the network that computes embeddings.
package struct NetworkEmbedder: Embedder {
  /// The service.
  package let service: EmbeddingService
  /// How many numbers an embedding of the service has; `dimensions` is the next multiple of 64, and the rest are zeros.
  private let width: Int
  private let exchange: EmbeddingExchange
  private let passageLimits: EmbeddingLimits
  private let connections = ServiceConnections()
  private let gate = QueryGate()

  /// A service whose embeddings have `width` numbers, 1 to `EmbeddingService.mostDimensions`.
  package init(_ service: EmbeddingService, key: Secret?, width: Int, limits: EmbeddingLimits = .ofPassages) {
    self.service = service
    self.width = width
    exchange = EmbeddingExchange(service, key)
    passageLimits = limits
  }

  /// Finds out how many numbers an embedding of the service has, by asking for one.
  ///
  /// Throws `IpaiError`: `.unavailable` and `.denied` as `encode` does, and for a number that is not allowed or not the one that was
  /// asked for.
  package static func width(
    of service: EmbeddingService, key: Secret?, isCancelled: @escaping @Sendable () -> Bool
  ) throws -> Int {
    let exchange = EmbeddingExchange(service, key)
    let job = EmbeddingJob(
      [service.passagePrefix + "documentation"], exchange, ServiceConnections(), width: nil, .ofPassages,
      isCancelled: isCancelled)
    let width = try job.run().first?.count ?? 0
    guard (1...EmbeddingService.mostDimensions).contains(width) else {
      throw exchange.unusable(
        "has embeddings of \(width) numbers; there may be 1 to \(EmbeddingService.mostDimensions)"
      ).error
    }
    if let wanted = service.wantedDimensions, wanted != width {
      throw IpaiError(
        .unavailable, "the model '\(service.model)' gives embeddings of \(width) numbers instead of \(wanted)",
        hint: "leave out dimensions, or ask for as many as the model can give")
    }
    return width
  }

  package var model: String { service.model }
  package var revision: String { service.revision(dimensions: width) }
  package var dimensions: Int { (width + 63) / 64 * 64 }
  package var isReference: Bool { false }
  /// A request: what was answered is stored at once.
  package var batch: Int { passageLimits.texts }
  package var batchesAtOnce: Int { passageLimits.requests }

  package func encode(_ texts: [[UInt8]], isCancelled: @escaping @Sendable () -> Bool) throws -> [Float] {
    do {
      return try encode(
        texts.map { String(decoding: $0, as: UTF8.self) }, service.passagePrefix, passageLimits, isCancelled)
    } catch let error as IpaiError {
      gate.lastError = error
      throw error
    }
  }

  /// Whether an error says what the service did last, and not what happened elsewhere, as on a full disk.
  package func isFailure(_ error: IpaiError) -> Bool { error.code != .interrupted && gate.lastError == error }

  package func encode(query: String) throws -> [Float] {
    let isCancelled = CurrentWork.current.isCancelled
    return try gate.pass { try encode([query], service.queryPrefix, .ofQuery, isCancelled) }
  }

  /// It is not known which words a service knows.
  package func knows(anyOf words: [String]) -> Bool { !words.isEmpty }

  private func encode(
    _ texts: [String], _ prefix: String, _ limits: EmbeddingLimits, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws -> [Float] {
    let texts = texts.map { prefix + $0.beginning(of: limits.bytesOfText) }
    let job = EmbeddingJob(texts, exchange, connections, width: width, limits, isCancelled: isCancelled)
    let padding = [Float](repeating: 0, count: dimensions - width)
    return try job.run().flatMap { embedding in
      let length = embedding.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return embedding.map { $0 / length } + padding
    }
  }
}

extension String {
  /// The beginning that has at most so many bytes in UTF-8, without a part of a character. A service may refuse an empty text, and
  /// gets a blank instead.
  fileprivate func beginning(of most: Int) -> String {
    guard utf8.count > most else { return isEmpty ? " " : self }
    var end = utf8.index(startIndex, offsetBy: most)
    while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}
