import IpaiCore
import IpaiRouting

/// The context of a request as it is written on a command line: `KEY=VALUE`.
enum ContextText {
  /// The entries of some texts. Throws `IpaiError(.usage)` for one without `=`.
  static func entries(_ texts: [String]) throws -> [RouteQuestion.ContextEntry] {
    try texts.map { text in
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        throw IpaiError(
          .usage, "the context '\(text.prefix(80))' is not KEY=VALUE", hint: "for example team=finance-ssc")
      }
      return RouteQuestion.ContextEntry(String(text[..<sign]), String(text[text.index(after: sign)...]))
    }
  }
}
