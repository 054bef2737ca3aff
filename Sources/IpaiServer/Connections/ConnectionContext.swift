package import Hummingbird
import IpaiAccess
import NIOCore

/// The context of a request: the connection that it came over, and who sent it.
package struct ConnectionContext: RequestContext {
  /// What Hummingbird keeps of a request.
  package var coreContext: CoreRequestContextStorage
  /// What becomes known of the request while it is answered.
  let record = RequestRecord()
  private let channel: any Channel

  /// The context of a request that came over the source's channel.
  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// Who sent the request; nil as long as nobody has asked.
  var caller: Caller? { record.caller }

  /// The address of the other end of the connection; empty when it is not known.
  var peer: String { channel.remoteAddress?.ipAddress ?? "" }

  /// Tells the connection something about the request.
  func signal(_ signal: ConnectionGuard.Signal) { channel.triggerUserOutboundEvent(signal, promise: nil) }
}
