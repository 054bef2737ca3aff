import Foundation

/// What libpq says of a connection that was not made.
///
/// It has no field for the SQLSTATE then; its verbose messages have it between the severity and the text, in every language:
/// `FATAL:  28P01: password authentication failed for user "ipai"`, followed by a line with the place in the server's source.
struct ConnectionFailure: Equatable {
  /// The SQLSTATE; empty when the server did not say anything.
  let state: String
  /// What went wrong, in one line.
  let message: String

  /// Reads a verbose message.
  init(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map { String($0.drop(while: \.isWhitespace)) }
    var state = ""
    var kept: [String] = []
    for line in lines {
      guard let place = Self.place(of: line) else {
        // After an answer of the server only details follow.
        if state.isEmpty { kept.append(line) }
        continue
      }
      state = String(line[place])
      kept.append(String(line[..<place.lowerBound]) + line[place.upperBound...].dropFirst(2))
    }
    self.state = state
    message = kept.joined(separator: "; ")
  }

  /// Where a SQLSTATE stands in a line: after a colon and two spaces, before a colon.
  private static func place(of line: String) -> Range<String.Index>? {
    var rest = line[...]
    while let start = rest.range(of: ":  ")?.upperBound {
      let code = line[start...].prefix { $0.isASCII && ($0.isNumber || $0.isUppercase) }
      if code.utf8.count == 5, line[code.endIndex...].hasPrefix(": ") { return code.startIndex..<code.endIndex }
      rest = line[start...]
    }
    return nil
  }
}
