import Foundation

/// Writes numbers for people, the same in every language of the system.
package enum NumberText {
  /// A number with no more than so many digits after the point, and without zeros at its end: `4.5`.
  package static func text(_ value: Double, digits: Int = 2) -> String {
    var text = String(format: "%.\(digits)f", value)
    guard digits > 0 else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  /// A share as a percentage: `4.5 %` for 0.045.
  package static func percent(_ share: Double) -> String { text(share * 100, digits: 1) + " %" }

  /// An amount of US dollars with cents: `12.00`.
  package static func money(_ amount: Double) -> String { String(format: "%.2f", amount) }
}
