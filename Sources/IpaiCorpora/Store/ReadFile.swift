/// A file that was read.
package struct ReadFile: Sendable {
  /// Its path within its source.
  package let path: String
  /// Its stamp; one that may still change unnoticed has zero times.
  package let stamp: FileStamp
  /// What it holds, or why it is left out.
  package let result: Result<DocumentContent, TextFile.Skipped>
  /// What was imported with it, as a JSON object; nil for a file.
  package var metadata: String?

  var content: DocumentContent? { try? result.get() }
}
