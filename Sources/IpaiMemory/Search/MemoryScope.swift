import IpaiSearch

/// The messages that are searched: those of conversations that are not archived.
package struct MemoryScope: CorpusScope {
  /// There is only one scope.
  package let identity: String? = nil
  /// Computes what is missing.
  package let updateCommand = "ipai memory index"
}
