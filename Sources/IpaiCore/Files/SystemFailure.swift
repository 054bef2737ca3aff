import Foundation

/// A call of the system that failed, with the error number.
package struct SystemFailure: Error {
  /// The error number.
  package let number: Int32

  /// The failure that `errno` tells of.
  package init() { number = errno }

  /// The failure of an error number.
  package init(_ number: Int32) { self.number = number }

  /// The reason in words.
  package var reason: String { String(cString: strerror(number)) }

  /// The error for a user: `cannot read PATH: REASON`.
  package func error(_ action: String, _ path: String) -> IpaiError {
    let code: ErrorCode
    switch number {
    case ENOENT, ENOTDIR: code = .notFound
    case EACCES, EPERM, EROFS: code = .denied
    default: code = .unavailable
    }
    return IpaiError(code, "cannot \(action) \(path): \(reason)")
  }
}
