/// Writes amounts of US dollars for people.
package enum DollarText {
  /// An amount with cents and groups of three digits: `1,234.50 USD`.
  package static func text(_ amount: Double) -> String { number(amount) + " USD" }

  /// What an advice does to the bill of a month: `saves 12.00 USD a month`, `costs 12.00 USD a month`.
  package static func effect(_ monthly: Double) -> String {
    (monthly < 0 ? "costs " : "saves ") + text(abs(monthly)) + " a month"
  }

  /// An amount without its currency: `1,234.50`.
  static func number(_ amount: Double) -> String {
    let plain = NumberText.money(amount.isFinite ? amount : 0)
    let digits = plain.prefix { $0 != "." }.drop { $0 == "-" }
    return (plain.hasPrefix("-") ? "-" : "") + GroupedDigits.text(digits: digits) + plain.suffix(3)
  }
}
