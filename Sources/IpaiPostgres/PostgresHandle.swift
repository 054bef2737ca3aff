import CPostgres
import IpaiCore

/// An open connection of libpq, which is closed with this.
final class PostgresHandle: Sendable {
  let library: cpostgres_library
  /// One task at a time uses it: the one that opens it, and then the actor that it is given to.
  nonisolated(unsafe) let pointer: OpaquePointer

  init(_ library: cpostgres_library, _ pointer: OpaquePointer) {
    self.library = library
    self.pointer = pointer
  }

  deinit { library.finish(pointer) }

  /// The options in force, of the address, the environment, a service and libpq's defaults.
  var options: [String: Secret] {
    guard let list = library.conninfo(pointer) else { return [:] }
    defer { library.conninfoFree(list) }
    return PostgresAddress.values(list)
  }

  /// A message of libpq, which may have several lines, as one.
  static func line(_ message: String) -> String {
    message.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.joined(separator: "; ")
  }
}
