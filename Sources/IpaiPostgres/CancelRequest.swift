import CPostgres

/// A request to cancel what a connection does.
final class CancelRequest: Sendable {
  private let library: cpostgres_library
  /// Only `send` uses it, once.
  private nonisolated(unsafe) let cancel: OpaquePointer

  init(_ library: cpostgres_library, _ cancel: OpaquePointer) {
    self.library = library
    self.cancel = cancel
  }

  deinit { library.freeCancel(cancel) }

  func send() {
    var message = [CChar](repeating: 0, count: 256)
    _ = library.cancel(cancel, &message, Int32(message.count))
  }
}
