/// Where a corpus whose documents are parts of larger ones says so: passages of files.
package struct GroupTable: Sendable {
  /// The table whose `id` is the number of the document.
  package let name: String
  /// The column that tells which whole a document is a part of. The parts of a whole have numbers that follow each other.
  package let whole: String
  /// A condition for the documents that are found by themselves, whatever whole they are a part of.
  package let isAlone: String
  /// A condition for the documents whose names are titles, which say what they are about.
  package let isTitled: String
  /// The columns, counted from 0, that hold names: of the whole, and of the part within it.
  package let nameColumns: (whole: Int, part: Int)

  /// The documents of the table `name`, described by columns and expressions of it.
  package init(_ name: String, whole: String, isAlone: String, isTitled: String, nameColumns: (whole: Int, part: Int)) {
    self.name = name
    self.whole = whole
    self.isAlone = isAlone
    self.isTitled = isTitled
    self.nameColumns = nameColumns
  }
}
