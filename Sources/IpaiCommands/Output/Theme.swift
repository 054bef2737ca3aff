import IpaiCore

/// How text for people looks: its width and whether it has colour. Colour never says anything that text does not.
struct Theme: Sendable {
  /// Whether text is coloured.
  let hasColor: Bool
  /// The columns to fit text into; nil where it does not have to fit, as in a file.
  let width: Int?

  private init(hasColor: Bool, width: Int?) {
    self.hasColor = hasColor
    self.width = width
  }

  /// `choice` is the setting `color`; NO_COLOR (no-color.org) and CLICOLOR_FORCE (bixense.com/clicolors) decide `auto`.
  init(_ stream: World.Stream, choice: String, environment: [String: String]) {
    func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
    let automatic =
      if isSet("NO_COLOR") {
        false
      } else if isSet("CLICOLOR_FORCE") && environment["CLICOLOR_FORCE"] != "0" {
        true
      } else {
        stream.isTerminal && !stream.isDumb
      }
    hasColor = choice == "always" || choice == "auto" && automatic
    width = stream.isTerminal ? stream.width : nil
  }

  /// Text that stands out.
  func bold(_ text: String) -> String { colored(text, "1") }
  /// Text that matters less than the text around it.
  func dim(_ text: String) -> String { colored(text, "2") }
  /// The id of a commit.
  func id(_ text: String) -> String { colored(text, "33") }
  /// Text that needs attention.
  func warning(_ text: String) -> String { colored(text, "33") }
  /// Text about a failure.
  func error(_ text: String) -> String { colored(text, "31") }
  /// A word that matched.
  func match(_ text: String) -> String { colored(text, "1;31") }
  /// A line that a patch adds.
  func added(_ text: String) -> String { colored(text, "32") }
  /// A line that a patch removes.
  func removed(_ text: String) -> String { colored(text, "31") }
  /// The line of a patch that says where it applies.
  func place(_ text: String) -> String { colored(text, "36") }

  /// The theme without a width, for text that must not be cut.
  var unbounded: Theme { Theme(hasColor: hasColor, width: nil) }

  private func colored(_ text: String, _ code: String) -> String {
    guard hasColor, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
