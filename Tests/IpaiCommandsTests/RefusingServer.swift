import Foundation
import Synchronization

/// Counts who connects, and hangs up on each, until the tests end.
final class RefusingServer: Sendable {
  /// The port on 127.0.0.1.
  let port: UInt16
  private let count = Mutex(0)

  /// How many have connected.
  var connections: Int { count.withLock { $0 } }

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listens = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard listens else { throw CocoaError(.featureUnsupported) }
    port = address.sin_port.bigEndian
    Thread { [self] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else { return }
        count.withLock { $0 += 1 }
        close(client)
      }
    }.start()
  }
}
