import Foundation

/// A form of addresses (RFC 6570, level 1): text and variables in braces. The last variable may be a reserved one of level 2,
/// `{+path}`, which also has the slashes of the address.
public struct URITemplate: Sendable, Hashable {
  /// The template as it was written.
  public let text: String
  private let parts: [Part]

  private enum Part: Sendable, Hashable {
    case literal(String)
    case variable(String)
    /// All that is left.
    case rest(String)
  }

  /// Reads a template. What is not a variable stands for itself, including a brace without its other half.
  public init(_ text: String) {
    self.text = text
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
      let name = rest[rest.index(after: open)..<close]
      rest = rest[rest.index(after: close)...]
      let isRest = name.hasPrefix("+") && rest.isEmpty
      parts.append(isRest ? .rest(String(name.dropFirst())) : .variable(String(name)))
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
  }

  /// The names of the variables, in order.
  public var variables: [String] {
    parts.compactMap { part in
      switch part {
      case .literal: nil
      case .variable(let name), .rest(let name): name
      }
    }
  }

  /// The variables of an address, percent-decoded; nil when the address does not have this form. A variable is never empty and,
  /// unless it is a reserved one, has no slash, encoded or not.
  public func match(_ uri: String) -> [String: String]? {
    var found: [String: String] = [:]
    // Bytes are compared, since characters of the address may combine with those of the template.
    var rest = Array(uri.utf8)[...]
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let text):
        guard rest.starts(with: text.utf8) else { return nil }
        rest = rest.dropFirst(text.utf8.count)
      case .variable(let name):
        let value = rest.prefix(length(in: rest.prefix { $0 != Self.slash }, before: index + 1))
        guard let text = String(validating: value, as: UTF8.self)?.removingPercentEncoding, !text.isEmpty,
          !text.utf8.contains(Self.slash)
        else { return nil }
        found[name] = text
        rest = rest.dropFirst(value.count)
      case .rest(let name):
        guard let text = String(validating: rest, as: UTF8.self)?.removingPercentEncoding, !text.isEmpty else {
          return nil
        }
        found[name] = text
        rest = []
      }
    }
    guard rest.isEmpty else { return nil }
    return found
  }

  private static let slash = UInt8(ascii: "/")

  /// How long a variable is within a segment: it extends to the last place at which the text that follows it occurs.
  private func length(in segment: ArraySlice<UInt8>, before part: Int) -> Int {
    guard part < parts.count, case .literal(let literal) = parts[part] else { return segment.count }
    let following = Array(literal.utf8.prefix { $0 != Self.slash })
    guard !following.isEmpty, following.count <= segment.count else { return segment.count }
    let starts = stride(from: segment.count - following.count, through: 0, by: -1)
    return starts.first { segment.dropFirst($0).starts(with: following) } ?? segment.count
  }
}
