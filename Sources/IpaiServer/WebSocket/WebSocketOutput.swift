import Foundation
import NIOCore
import NIOWebSocket
import Synchronization

/// Sends messages over a WebSocket from any thread. A client that does not take them is given up.
struct WebSocketOutput: Sendable {
  private let channel: any Channel
  private let maxWaiting: Int
  private let waiting: Waiting

  /// How many bytes have been written and not been sent.
  private final class Waiting: Sendable {
    let bytes = Mutex(0)
  }

  /// An output whose client may leave so many bytes waiting.
  init(_ channel: any Channel, maxWaiting: Int) {
    self.channel = channel
    self.maxWaiting = maxWaiting
    waiting = Waiting()
  }

  /// Sends a message.
  func send(_ message: Data) {
    let total = waiting.bytes.withLock { bytes in
      bytes += message.count
      return bytes
    }
    guard total <= maxWaiting else { return channel.close(promise: nil) }
    let sent = channel.eventLoop.makePromise(of: Void.self)
    sent.futureResult.whenComplete { [waiting] _ in waiting.bytes.withLock { $0 -= message.count } }
    write(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(bytes: message)), sent)
  }

  /// Says why the connection ends, and closes it.
  func close(_ code: WebSocketErrorCode) {
    var data = ByteBuffer()
    data.write(webSocketErrorCode: code)
    let sent = channel.eventLoop.makePromise(of: Void.self)
    sent.futureResult.whenComplete { [channel] _ in channel.close(promise: nil) }
    write(WebSocketFrame(fin: true, opcode: .connectionClose, data: data), sent)
  }

  /// Lets more messages come in.
  func readMore() {
    channel.eventLoop.execute { [channel] in
      try? channel.syncOptions?.setOption(.autoRead, value: true)
    }
  }

  /// Frames are encoded by a handler that stands before those of HTTP, which must not see them.
  private func write(_ frame: WebSocketFrame, _ promise: EventLoopPromise<Void>) {
    channel.eventLoop.execute { [channel] in
      do {
        let handler = try channel.pipeline.syncOperations.context(handlerType: WebSocketConnection.self)
        handler.writeAndFlush(NIOAny(frame), promise: promise)
      } catch { promise.fail(error) }
    }
  }
}
