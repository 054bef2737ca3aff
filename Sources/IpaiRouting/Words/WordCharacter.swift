/// What a character means for the words around it.
enum WordCharacter {
  case partOfWord, wordOfItsOwn, boundary

  /// The meaning of a character.
  init(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      let isLetter = (scalar.value | 0x20) &- 0x61 < 26
      self = isLetter || scalar.value &- 0x30 < 10 ? .partOfWord : .boundary
    } else if Self.standsAlone(scalar) {
      self = .wordOfItsOwn
    } else {
      self = Self.belongsToWord(scalar) ? .partOfWord : .boundary
    }
  }

  private static func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
    // The joiners shape the letters between which they stand.
    if scalar == "\u{200C}" || scalar == "\u{200D}" { return true }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      return true
    default: return false
    }
  }

  /// True in scripts that are written without spaces between words (Thai to Khmer, Han, Kana), and for Hangul, whose words carry
  /// endings.
  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E01...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1100...0x11FF, 0x2E80...0x2FDF, 0x3005...0x3007,
      0x3021...0x3029, 0x3041...0x3096, 0x30A1...0x30FF, 0x3105...0x312F, 0x31A0...0x31BF, 0x31F0...0x31FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF66...0xFF9D, 0x20000...0x3FFFF:
      scalar.properties.generalCategory != .otherPunctuation
    default: false
    }
  }
}
