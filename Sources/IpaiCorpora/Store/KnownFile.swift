/// What is known of a file.
struct KnownFile: Equatable {
  let path: String
  let stamp: FileStamp
  /// Why it is left out; nil for one that is not.
  let skipped: SkipReason?
}
