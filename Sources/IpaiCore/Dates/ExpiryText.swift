import Foundation

/// Reads when something expires: after a while, or at a time.
package enum ExpiryText {
  private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]

  /// The time that `text` names: `90s`, `30m`, `12h`, `7d`, `2w` from `now`, or a date in one of the forms of
  /// `DateExpression`. `field` is what errors call it. Throws `IpaiError(.usage)` for anything else, and for a time that is over.
  package static func date(_ text: String, of field: String = "expires", now: Timestamp) throws -> Timestamp {
    if isMistyped(text, now) {
      throw IpaiError(
        .usage, "'\(text.prefix(80))' is not a date",
        hint: "write how long from now, such as 30m, 12h, 7d or 2w, or a date")
    }
    let date = try after(text, now) ?? DateExpression(text, now: Date(timeIntervalSince1970: Double(now.seconds))).last
    guard date > now else {
      throw IpaiError(
        .usage, "\(field) must be a time that is to come, not '\(text.prefix(80))'",
        hint: "write how long from now, such as 30m, 12h, 7d or 2w, or a date")
    }
    return date
  }

  /// Whether a text looks like a time from now and has none of its forms. Where a date of the past is meant, this is how long ago it was.
  private static func isMistyped(_ text: String, _ now: Timestamp) -> Bool {
    after(text, now) == nil && text.wholeMatch(of: #/\s*[0-9]+\s*[A-Za-z]+\s*/#) != nil
  }

  private static func after(_ text: String, _ now: Timestamp) -> Timestamp? {
    guard let last = text.last, let unit = units[last], let count = Int64(text.dropLast()),
      (0...1_000_000).contains(count)
    else { return nil }
    return Timestamp(seconds: now.seconds + count * unit)
  }
}
