/// What is stored of a file, or of a text that was imported.
package struct KnownContent: Sendable, Equatable {
  /// Tells its path and text from others, in 32 bytes.
  package let digest: [UInt8]
  /// What was imported with it, as a JSON object; nil for a file.
  package let metadata: String?
}
