/// English words too common to search for; a query drops them unless it has no others.
enum StopWords {
  /// True for a stop word, in upper or lower case.
  static func contains(_ word: some StringProtocol) -> Bool { words.contains(word.lowercased()) }

  private static let words: Set<String> = Set(
    """
    a about above after again against all also am an and any are as at be because been before being below between both
    but by can cannot could did do does doing don down during each few for from further had has have having he her here
    hers him his how i if in into is it its itself just me more most my no nor not now of off on once only or other our
    ours out over own s same she should so some such t than that the their theirs them then there these they this those
    through to too under until up very was we were what when where which while who whom why will with would you your yours
    """.split { $0.isWhitespace }.map(String.init))
}
