/// What is known of a file.
struct KnownFile: Equatable {
  let stamp: FileStamp
  let skipped: SkipReason?
}
