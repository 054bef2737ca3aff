/// Why a record, or the rest of a file, cannot be read.
struct ImportFailure: Error, Equatable {
  /// What is wrong, without a capital letter or a full stop.
  let message: String

  /// A failure with its message.
  init(_ message: String) { self.message = message }
}
