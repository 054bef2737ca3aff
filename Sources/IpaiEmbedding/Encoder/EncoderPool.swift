import Synchronization

/// The workers of an encoder that no thread uses at the moment.
///
/// For a batch, there is a worker for each thread, with room for many texts. The pool keeps none of these, and of the others
/// no more than `maxBytes`, so that even after the largest batch a server holds only what it needs for single texts.
final class EncoderPool: Sendable {
  /// The number of bytes that all workspaces in the pool may have together.
  static let maxBytes = 16 << 20

  private let idle = Mutex<[EncoderWorker]>([])

  /// The number of bytes that the workspaces in the pool have together.
  var bytes: Int { idle.withLock { Self.bytes($0) } }

  /// Takes a worker out of the pool; nil when there is none.
  func take() -> EncoderWorker? { idle.withLock { $0.popLast() } }

  /// Puts a worker into the pool, or drops it when its workspace is larger than one text needs or the pool is full.
  func giveBack(_ worker: EncoderWorker) {
    worker.reset()
    guard worker.isUsual else { return }
    idle.withLock { idle in
      if Self.bytes(idle) + worker.bytes <= Self.maxBytes { idle.append(worker) }
    }
  }

  private static func bytes(_ workers: [EncoderWorker]) -> Int { workers.reduce(0) { $0 + $1.bytes } }
}
