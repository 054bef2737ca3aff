/// A property of characters that `\p{…}` names: a general category or a binary property (ECMA-262, tables 65 to 67, without
/// scripts and rarer properties).
enum PatternProperty: Sendable {
  case categories(Set<Unicode.GeneralCategory>)
  case any, ascii, alphabetic, uppercase, lowercase, whitespace, hexDigit, idStart, idContinue, emoji

  /// The property of this name; nil when it is unknown or not supported.
  init?(_ name: String) {
    switch name {
    case "Any": self = .any
    case "ASCII": self = .ascii
    case "Alphabetic", "Alpha": self = .alphabetic
    case "Uppercase", "Upper": self = .uppercase
    case "Lowercase", "Lower": self = .lowercase
    case "White_Space", "space": self = .whitespace
    case "ASCII_Hex_Digit", "AHex": self = .hexDigit
    case "ID_Start", "IDS": self = .idStart
    case "ID_Continue", "IDC": self = .idContinue
    case "Emoji": self = .emoji
    default:
      var category = name[...]
      for prefix in ["gc=", "General_Category="] where name.hasPrefix(prefix) {
        category = name.dropFirst(prefix.count)
      }
      guard let found = Self.categories[String(category)] else { return nil }
      self = .categories(found)
    }
  }

  /// Whether a character has the property.
  func holds(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .categories(let categories): categories.contains(scalar.properties.generalCategory)
    case .any: true
    case .ascii: scalar.isASCII
    case .alphabetic: scalar.properties.isAlphabetic
    case .uppercase: scalar.properties.isUppercase
    case .lowercase: scalar.properties.isLowercase
    case .whitespace: scalar.properties.isWhitespace
    case .hexDigit: scalar.properties.isASCIIHexDigit
    case .idStart: scalar.properties.isIDStart
    case .idContinue: scalar.properties.isIDContinue
    case .emoji: scalar.properties.isEmoji
    }
  }

  private static let categories: [String: Set<Unicode.GeneralCategory>] = {
    let single: [(String, String, Unicode.GeneralCategory)] = [
      ("Lu", "Uppercase_Letter", .uppercaseLetter), ("Ll", "Lowercase_Letter", .lowercaseLetter),
      ("Lt", "Titlecase_Letter", .titlecaseLetter), ("Lm", "Modifier_Letter", .modifierLetter),
      ("Lo", "Other_Letter", .otherLetter), ("Mn", "Nonspacing_Mark", .nonspacingMark),
      ("Mc", "Spacing_Mark", .spacingMark), ("Me", "Enclosing_Mark", .enclosingMark),
      ("Nd", "Decimal_Number", .decimalNumber), ("Nl", "Letter_Number", .letterNumber),
      ("No", "Other_Number", .otherNumber), ("Pc", "Connector_Punctuation", .connectorPunctuation),
      ("Pd", "Dash_Punctuation", .dashPunctuation), ("Ps", "Open_Punctuation", .openPunctuation),
      ("Pe", "Close_Punctuation", .closePunctuation), ("Pi", "Initial_Punctuation", .initialPunctuation),
      ("Pf", "Final_Punctuation", .finalPunctuation), ("Po", "Other_Punctuation", .otherPunctuation),
      ("Sm", "Math_Symbol", .mathSymbol), ("Sc", "Currency_Symbol", .currencySymbol),
      ("Sk", "Modifier_Symbol", .modifierSymbol), ("So", "Other_Symbol", .otherSymbol),
      ("Zs", "Space_Separator", .spaceSeparator), ("Zl", "Line_Separator", .lineSeparator),
      ("Zp", "Paragraph_Separator", .paragraphSeparator), ("Cc", "Control", .control), ("Cf", "Format", .format),
      ("Cs", "Surrogate", .surrogate), ("Co", "Private_Use", .privateUse), ("Cn", "Unassigned", .unassigned),
    ]
    let groups = [
      "L": "Letter", "M": "Mark", "N": "Number", "P": "Punctuation", "S": "Symbol", "Z": "Separator", "C": "Other",
    ]
    var all: [String: Set<Unicode.GeneralCategory>] = [:]
    for (short, long, category) in single {
      all[short] = [category]
      all[long] = [category]
      for (letter, group) in groups where short.hasPrefix(letter) {
        all[letter, default: []].insert(category)
        all[group, default: []].insert(category)
      }
    }
    all["punct"] = all["P"]
    all["digit"] = all["Nd"]
    all["cntrl"] = all["Cc"]
    return all
  }()
}
