import Foundation

/// How much the HTTP server accepts from its clients, and how long it waits for each of them.
package struct HTTPLimits: Sendable {
  /// How many connections may be open. When there are that many, the one that has waited longest without sending a request is
  /// closed, and further clients wait in the kernel's queue until there is room. See also ``connections``.
  package var maxConnections = 2000
  /// The largest body of a request, in bytes.
  package var maxBody = 4 << 20
  /// How many bytes of memory all bodies, and what is read from them, may take at the same time, from their arrival until their
  /// requests are answered. This is an estimate: many small objects take hundreds of times the size of their text. A request
  /// that does not fit at the moment is answered with 503, and one that never could with 413. A quarter is reserved for
  /// requests of at most 256 KiB.
  package var maxBytesInFlight = 112 << 20
  /// How long, in seconds, a new connection may take to send the head of its first request.
  package var headSeconds = 10
  /// How long, in seconds, a body may take to arrive; after that the request is answered with 408.
  package var bodySeconds = 60
  /// How long, in seconds, a connection may stay open between two requests.
  package var idleSeconds = 60
  /// How long, in seconds, a client may take nothing of what is sent to it.
  package var writeSeconds = 30
  /// How long, in seconds, requests and streams may go on once the server has been told to end.
  package var graceSeconds = 5

  /// The default limits.
  package init() {}

  /// How many descriptors are reserved for everything that is not a connection.
  private static let reservedDescriptors = 64

  /// ``maxConnections``, or fewer if the process may not have that many descriptors. A server that runs out of them cannot accept
  /// anybody, and has to try again and again.
  var connections: Int {
    var limit = rlimit()
    guard getrlimit(Self.descriptors, &limit) == 0 else { return maxConnections }
    let allowed = Int(clamping: limit.rlim_cur)
    return max(1, min(maxConnections, max(allowed / 2, allowed - Self.reservedDescriptors)))
  }

  #if canImport(Darwin)
    private static let descriptors = RLIMIT_NOFILE
  #else
    private static let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #endif
}
