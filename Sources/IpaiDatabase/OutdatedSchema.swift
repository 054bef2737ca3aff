/// The reason why a database cannot be opened for reading: it has to be migrated first, which opening it for writing does.
package struct OutdatedSchema: Error, CustomStringConvertible {
  /// The reason in words.
  package let description = "its schema is older than that of this program"
}
