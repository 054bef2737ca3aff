import Foundation
import IpaiCore

/// How many files this process may have open at a time (`ulimit -n`).
enum DescriptorLimit {
  /// With fewer, libdispatch traps when it cannot make the descriptors that it needs for itself.
  static let least: rlim_t = 32
  /// A server has some thirty open before the first client comes, and leaves half of them to clients.
  static let leastForServer: rlim_t = 64

  /// Raises the limit if it is below `least`. Throws `IpaiError(.unavailable)` if that is not allowed.
  static func ensure(_ least: rlim_t = least) throws(IpaiError) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < least else { return }
    let allowed = limit.rlim_cur
    limit.rlim_cur = min(limit.rlim_max, 1024)
    guard limit.rlim_cur >= least, setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      throw IpaiError(
        .unavailable, "this process may have only \(allowed) files open at a time, and ipai needs \(least)",
        hint: "raise the limit, as with 'ulimit -n 1024'")
    }
  }
}
