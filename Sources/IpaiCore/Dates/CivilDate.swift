/// A day of the proleptic Gregorian calendar, which RFC 3339 and git use, while Foundation's calendar is Julian before 1582.
///
/// The arithmetic is Hinnant's ("chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days).
package struct CivilDate: Hashable, Sendable {
  /// The year, where 0 is 1 BC.
  package let year: Int64
  /// The month, from 1 to 12.
  package let month: Int64
  /// The day of the month, from 1 on.
  package let day: Int64

  /// The day of these numbers; nil for a day that does not exist, such as 30 February.
  package init?(_ year: Int64, _ month: Int64, _ day: Int64) {
    guard (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year) else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// The day that is `days` days after 1970-01-01.
  package init(daysSince1970 days: Int64) {
    let (era, dayOfEra) = divided(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // Years begin in March here, so that the leap day is the last of its year.
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    if monthFromMarch < 10 {
      month = monthFromMarch + 3
      year = yearOfEra + era * 400
    } else {
      month = monthFromMarch - 9
      year = yearOfEra + era * 400 + 1
    }
  }

  /// The number of days from 1970-01-01 to this day; negative before it.
  package var daysSince1970: Int64 {
    var yearFromMarch = year
    var monthFromMarch = month - 3
    if month <= 2 {
      yearFromMarch -= 1
      monthFromMarch += 12
    }
    let (era, yearOfEra) = divided(yearFromMarch, by: 400)
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of the week: 0 for Monday, 6 for Sunday.
  package var weekday: Int64 { divided(daysSince1970 + 3, by: 7).1 }

  /// The same day `months` months later, or the last day of that month where it is too short.
  package func adding(months: Int64) -> CivilDate {
    let (years, index) = divided(year * 12 + month - 1 + months, by: 12)
    return CivilDate(unchecked: years, index + 1, min(day, Self.length(of: index + 1, in: years)))
  }

  private init(unchecked year: Int64, _ month: Int64, _ day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  private static func length(of month: Int64, in year: Int64) -> Int64 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    if month == 2 && isLeap { return 29 }
    return lengths[Int(month) - 1]
  }

  private static let lengths: [Int64] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

/// The quotient and the remainder of a division, where the remainder is never negative.
func divided(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  if remainder < 0 { return (quotient - 1, remainder + divisor) }
  return (quotient, remainder)
}
