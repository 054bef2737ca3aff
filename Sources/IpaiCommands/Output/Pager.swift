/// The program that shows long tables a screen at a time, chosen as git chooses it.
struct Pager {
  private let command: String
  private let environment: [String: String]

  /// `choice` is the setting `pager`, nil where it is not set; then `PAGER` counts, and then `less`.
  ///
  /// nil when no pager is wanted: the command is empty or `cat`.
  init?(_ choice: String?, _ environment: [String: String]) {
    command = (choice ?? environment["PAGER"] ?? "less").trimmingPrefix { $0 == " " }.description
    guard !command.isEmpty, command != "cat" else { return nil }
    // As git does: less ends by itself when all fits (F), keeps colours (R) and leaves the text on the screen (X).
    self.environment = ["LESS": "FRX", "LV": "-c"].merging(environment) { $1 }
  }

  /// Shows a text; false when it is short, the stream is not a terminal that can show it, or the pager cannot be run.
  func show(_ text: String, on stream: World.Stream) -> Bool {
    guard stream.isTerminal, !stream.isDumb, let page = stream.page, !Self.fits(text, stream) else { return false }
    return page(text, command, environment)
  }

  /// True when a text fits with room for the prompt. Colours count as columns, so a text that nearly fits may not.
  private static func fits(_ text: String, _ stream: World.Stream) -> Bool {
    let columns = max(1, stream.width)
    var lines = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines += max(1, (TerminalText.width(line) + columns - 1) / columns)
      if lines > stream.height { return false }
    }
    return true
  }
}
