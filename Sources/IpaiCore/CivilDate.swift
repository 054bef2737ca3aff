/// A day of the proleptic Gregorian calendar, which RFC 3339 and git use; Foundation's changes to the Julian one in 1582.
///
/// The arithmetic is Hinnant's ("chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days).
package struct CivilDate: Hashable, Sendable {
  package let year: Int64
  package let month: Int64
  package let day: Int64

  /// nil for a day that no calendar has, such as 30 February.
  package init?(_ year: Int64, _ month: Int64, _ day: Int64) {
    guard (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day so many days after 1970-01-01.
  package init(daysSince1970 days: Int64) {
    let (era, dayOfEra) = divided(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  package var daysSince1970: Int64 {
    let (era, yearOfEra) = divided(month <= 2 ? year - 1 : year, by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// 0 for Monday, 6 for Sunday.
  package var weekday: Int64 { divided(daysSince1970 + 3, by: 7).1 }

  /// The same day so many months later or, where that month is too short, its last day.
  package func adding(months: Int64) -> CivilDate {
    let (years, index) = divided(year * 12 + month - 1 + months, by: 12)
    return CivilDate(unchecked: years, index + 1, min(day, Self.length(of: index + 1, in: years)))
  }

  private init(unchecked year: Int64, _ month: Int64, _ day: Int64) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  private static func length(of month: Int64, in year: Int64) -> Int64 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 && isLeap ? 29 : lengths[Int(month) - 1]
  }

  private static let lengths: [Int64] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

/// Quotient and remainder, the remainder never negative.
func divided(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
