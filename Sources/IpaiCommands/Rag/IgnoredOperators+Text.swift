import IpaiSearch

extension IgnoredOperators {
  /// What was done with the query, in words.
  var explanation: String {
    switch self {
    case .pastedText:
      "the query reads as pasted text, so its quotes and dashes count as plain text; operators count in short queries of bare words"
    case .onlyExclusions:
      "the query only says what to leave out, so it was read as plain text; add words to look for, as in: timeout -test"
    case .noMatch: "nothing matches with its quotes and dashes as operators; they were read as plain text"
    }
  }
}
