import IpaiCore

/// The month and the year that a question names.
struct MonthText: Equatable {
  /// From 1 to 12; nil when none is named.
  private(set) var month: Int32?
  /// nil when none is named.
  private(set) var year: Int32?

  private static let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
  /// Words after which "May" and "March" are months.
  private static let leads: Set<String> = [
    "in", "last", "on", "of", "since", "during", "early", "late", "before", "after",
  ]

  /// What `text` names.
  init(_ text: String) {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    for (place, word) in words.enumerated() {
      if word.utf8.count == 4, let number = Int32(word), (1900...2100).contains(number) { year = number }
      guard word.first?.isUppercase == true, let index = Self.names.firstIndex(of: word.lowercased()) else { continue }
      let isWord = word == "May" || word == "March"
      let before = place > 0 ? words[place - 1].lowercased() : ""
      if !isWord || Self.leads.contains(before) || Int(before) != nil { month = Int32(index) + 1 }
    }
  }

  /// True when neither is named.
  var isEmpty: Bool { month == nil && year == nil }

  /// True when the month, as `month(ofSeconds:)` counts it, is the one that is named.
  func agrees(with number: Int32) -> Bool {
    if let year, number / 12 != year { return false }
    if let month, number % 12 + 1 != month { return false }
    return true
  }

  /// The month of a time in seconds since 1970, counted from January of year 0.
  static func month(ofSeconds seconds: Int64) -> Int32 {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let date = CivilDate(daysSince1970: days)
    return Int32(clamping: date.year * 12 + date.month - 1)
  }
}
