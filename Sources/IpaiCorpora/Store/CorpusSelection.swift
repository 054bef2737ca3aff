import IpaiCore
import IpaiSearch

/// The named corpora that a search is about.
package struct CorpusSelection: CorpusScope {
  /// The filters that passages support.
  static let filters: Set<SearchFilter> = [.path, .language, .date, .metadata]

  /// Their names, which are valid names of corpora.
  let names: [String]

  /// What they are called in a message.
  var title: String {
    let quoted = names.map { "'\($0)'" }.joined(separator: ", ")
    return names.count == 1 ? "the corpus \(quoted)" : "the corpora \(quoted)"
  }

  /// Corpora by their names.
  init(_ names: [String]) { self.names = names.sorted() }

  package var members: String { "SELECT id FROM passage WHERE document_id IN (\(documents))" }
  /// The names as SQL has them.
  var quotedNames: String { names.map { "'\($0.replacing(scalar: "'", with: "''"))'" }.joined(separator: ", ") }
  /// The documents of the corpora, as a query.
  var documents: String {
    """
    SELECT f.document_id FROM source_file f JOIN document_source s ON s.id = f.source_id
    JOIN document_corpus c ON c.id = s.corpus_id
    WHERE f.document_id IS NOT NULL AND c.name IN (\(quotedNames))
    """
  }
  package var identity: String? { names.joined(separator: ",") }
  package var updateCommand: String {
    names.count == 1 ? "ipai rag sync --corpus \(names[0])" : "ipai rag sync"
  }
}
