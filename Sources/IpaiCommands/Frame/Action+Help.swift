import ArgumentParser
import IpaiActions

extension Action {
  /// The help of the option that stands for a field; `more` says what the option can do beyond that.
  static func help(_ key: String, _ valueName: String? = nil, more: String? = nil) -> ArgumentHelp {
    let text = [field(key)?.optionHelp, more].compactMap { $0 }.joined(separator: " ")
    return ArgumentHelp(stringLiteral: text).named(valueName)
  }
}

extension ArgumentHelp {
  fileprivate func named(_ valueName: String?) -> ArgumentHelp {
    var help = self
    help.valueName = valueName
    return help
  }
}

extension Field {
  /// What the field means, its limits and its default.
  fileprivate var optionHelp: String {
    [help, limit, defaultText].compactMap { $0 }.joined(separator: " ")
  }

  /// nil for a flag: that it is off unless it is given need not be said.
  private var defaultText: String? {
    guard kind != .flag else { return nil }
    return fallback.map { "Default: \($0)." }
  }

  /// A number without decimals where it is whole.
  private static func short(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? String(number) }

  private var limit: String? {
    switch kind {
    case .texts, .choices: "May be repeated."
    case .number(let range): "From \(Self.short(range.lowerBound)) to \(Self.short(range.upperBound))."
    case .integer(let range) where range.upperBound < Int32.max: "From \(range.lowerBound) to \(range.upperBound)."
    default: nil
    }
  }
}
