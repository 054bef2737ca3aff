package import Hummingbird
import NIOCore

/// The context of a request: the connection that it came over.
package struct ConnectionContext: InitializableFromSource, Sendable {
  private let channel: any Channel

  /// The context of a request that came over the source's channel.
  package init(source: ApplicationRequestContextSource) { channel = source.channel }

  /// Tells the connection something about the request.
  func signal(_ signal: ConnectionGuard.Signal) { channel.triggerUserOutboundEvent(signal, promise: nil) }
}
