/// What is known of a file.
package struct KnownFile: Sendable, Equatable {
  /// Its path within its source.
  package let path: String
  /// What tells whether it has changed.
  package let stamp: FileStamp
  /// Why it is left out; nil for one that is not.
  package let skipped: SkipReason?
}
