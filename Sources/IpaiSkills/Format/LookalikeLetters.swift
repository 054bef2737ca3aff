/// Letters of other alphabets that are drawn like a-z (after Unicode Technical Standard 39, "confusables").
enum LookalikeLetters {
  private static let twins: [Unicode.Scalar: Character] = [
    // Cyrillic
    "\u{0430}": "a", "\u{0435}": "e", "\u{043E}": "o", "\u{0440}": "p", "\u{0441}": "c", "\u{0443}": "y",
    "\u{0445}": "x", "\u{0455}": "s", "\u{0456}": "i", "\u{0458}": "j", "\u{04BB}": "h", "\u{0501}": "d",
    "\u{051B}": "q", "\u{051D}": "w", "\u{0475}": "v", "\u{04CF}": "l",
    // Greek
    "\u{03B1}": "a", "\u{03B9}": "i", "\u{03BA}": "k", "\u{03BD}": "v", "\u{03BF}": "o", "\u{03C1}": "p",
    "\u{03C5}": "u", "\u{03C7}": "x", "\u{03F2}": "c", "\u{03F3}": "j",
    // Armenian
    "\u{0570}": "h", "\u{0578}": "n", "\u{057D}": "u", "\u{0581}": "g", "\u{0585}": "o", "\u{0566}": "q",
    // Latin and IPA
    "\u{0131}": "i", "\u{0251}": "a", "\u{0261}": "g", "\u{0269}": "i", "\u{028F}": "y", "\u{1D04}": "c",
    "\u{1D0F}": "o", "\u{1D20}": "v", "\u{1D21}": "w", "\u{1D22}": "z",
    // Hyphens
    "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "\u{2013}": "-", "\u{2212}": "-", "\u{FE63}": "-",
    "\u{FF0D}": "-",
  ]

  /// The character that `scalar` looks like; nil when it looks like none of those that names have.
  static func twin(of scalar: Unicode.Scalar) -> Character? {
    if let twin = twins[scalar] { return twin }
    switch scalar.value {
    case 0xFF41...0xFF5A: return Unicode.Scalar(scalar.value - 0xFF41 + 0x61).map(Character.init)
    case 0xFF10...0xFF19: return Unicode.Scalar(scalar.value - 0xFF10 + 0x30).map(Character.init)
    // Mathematical letters come in alphabets of 26 capital and 26 small letters.
    case 0x1D400...0x1D6A3:
      let letter = (scalar.value - 0x1D400) % 52
      return letter < 26 ? nil : Unicode.Scalar(letter - 26 + 0x61).map(Character.init)
    default: return nil
    }
  }
}
