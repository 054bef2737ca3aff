/// A file that was read.
struct ReadFile {
  let path: String
  /// Its stamp; one that may still change unnoticed has zero times.
  let stamp: FileStamp
  /// What it holds, or why it is left out.
  let result: Result<DocumentContent, TextFile.Skipped>
  /// What was imported with it, as a JSON object; nil for a file.
  var metadata: String?

  var content: DocumentContent? { try? result.get() }
}
