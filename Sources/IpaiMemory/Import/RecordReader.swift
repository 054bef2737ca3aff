/// Makes conversations of the records of one file.
protocol RecordReader {
  /// Takes a record. Conversations that are complete by it go to `output`, and so do problems with parts of it.
  /// Throws `ImportFailure` when the record as a whole is of no use.
  mutating func read(_ record: ImportRecord, into output: inout ImportOutput) throws(ImportFailure)

  /// Gives the conversations that only the end of the file completes.
  mutating func finish(into output: inout ImportOutput)
}

extension RecordReader {
  /// Does nothing, for formats in which each record stands for itself.
  mutating func finish(into output: inout ImportOutput) {}
}
