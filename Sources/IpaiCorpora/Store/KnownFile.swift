/// What is known of a file.
struct KnownFile: Equatable {
  let stamp: FileStamp
  let skipped: SkipReason?
  /// The digest of its document; nil when it is left out.
  let digest: [UInt8]?
}
