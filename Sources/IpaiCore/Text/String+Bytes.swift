extension String {
  /// Whether the bytes of `word` stand in it: what `contains` says of words in ASCII, without the tables that it makes for each search.
  package func hasBytes(of word: String) -> Bool {
    var text = self
    var word = word
    return text.withUTF8 { text in
      word.withUTF8 { word in
        guard let first = word.first else { return true }
        guard text.count >= word.count else { return false }
        return (0...(text.count - word.count)).contains { place in
          text[place] == first && text[place..<(place + word.count)].elementsEqual(word)
        }
      }
    }
  }
}
