/// An error as libgit2 reports it.
package struct GitFailure: Error, CustomStringConvertible {
  /// The negative number that a function of libgit2 returned.
  package let code: Int32
  /// The last message of libgit2 on this thread.
  package let message: String

  /// The message and the code, to be shown as a cause.
  package var description: String { "libgit2: \(message) (\(code))" }
}
