/// A text that was made of a document of another form, with where its lines come from.
struct ConvertedText {
  /// The text that is divided and shown.
  let text: SourceText
  /// By line of `text`: the lines of the document that it was made of, counted from 0.
  let origins: [ClosedRange<Int>]
  /// How the text is divided.
  let sections: [Section]

  /// The passages of the text, with the lines that they have in the document.
  func passages() -> [Passage] {
    PassageCutter.passages(of: sections, in: text).map { passage in
      var passage = passage
      let lines = origins[(passage.startLine - 1)..<passage.endLine]
      passage.startLine = (lines.map(\.lowerBound).min() ?? 0) + 1
      passage.endLine = (lines.map(\.upperBound).max() ?? 0) + 1
      return passage
    }
  }
}
