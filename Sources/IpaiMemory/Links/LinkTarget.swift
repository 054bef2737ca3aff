import IpaiCore

/// What a link leads to, as people write it: `commit:4c9af8b6d1`, `file:lib/net.c@4c9af8b6d1:10-20`, `skill:deploy-check`,
/// `odoo_record:sale.order/42`.
package struct LinkTarget: Sendable, Equatable {
  /// What kind of thing it is.
  package var kind: LinkKind
  /// The id of a commit, a path, the name of a skill, or model/id.
  package var target: String
  /// The commit in which a file is cited, an id or `head`; nil for none.
  package var revision: String?
  /// The lines that are cited; nil for all.
  package var lines: ClosedRange<Int>?

  /// The revision that stands for the commit that is checked out.
  package static let head = "HEAD"

  /// The forms, for help and errors.
  package static let forms =
    "commit:ID, file:PATH, file:PATH:LINE, file:PATH@COMMIT:FIRST-LAST, skill:NAME or odoo_record:MODEL/ID"

  /// Reads one of the forms. Throws `IpaiError(.usage)` for anything else.
  package init(_ text: String) throws {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let kind = LinkKind(rawValue: String(parts[0])), !text.utf8.contains(0) else {
      throw Self.wrong(text)
    }
    self.kind = kind
    target = String(parts[1])
    switch kind {
    case .file: try readCitation(text)
    case .commit:
      guard (4...40).contains(target.utf8.count), target.allSatisfy(\.isHexDigit) else { throw Self.wrong(text) }
      target = target.lowercased()
    case .odooRecord:
      let record = target.split(separator: "/", omittingEmptySubsequences: false)
      guard record.count == 2, !record[0].isEmpty, Int(record[1]) != nil else { throw Self.wrong(text) }
    case .skill: break
    }
    guard (1...4_096).contains(target.utf8.count) else { throw Self.wrong(text) }
  }

  /// A file as it is cited in a text: `lib/net.c`, `lib/net.c:12`, `lib/net.c:12-20`, `lib/net.c@4c9af8b6d1:12-20`. nil when
  /// it is none of these.
  init?(citation text: Substring) {
    kind = .file
    target = String(text)
    do { try readCitation(target) } catch { return nil }
  }

  /// Takes lines and revision off the end of the path.
  private mutating func readCitation(_ text: String) throws {
    if let colon = target.lastIndex(of: ":") {
      let numbers = target[target.index(after: colon)...].split(separator: "-", omittingEmptySubsequences: false)
      let lines = numbers.compactMap { Int($0) }
      guard (1...2).contains(lines.count), lines.count == numbers.count, let first = lines.first,
        let last = lines.last, first > 0, last >= first
      else { throw Self.wrong(text) }
      self.lines = first...last
      target = String(target[..<colon])
    }
    if let at = target.lastIndex(of: "@") {
      let revision = target[target.index(after: at)...]
      let isID = (4...40).contains(revision.utf8.count) && revision.allSatisfy(\.isHexDigit)
      if isID || revision == Self.head {
        self.revision = isID ? revision.lowercased() : Self.head
        target = String(target[..<at])
      }
    }
    while target.hasPrefix("./") { target.removeFirst(2) }
    guard !target.isEmpty, !target.hasPrefix("/"), !PathText.parts(target).contains("..") else {
      throw IpaiError(
        .usage, "'\(text.prefix(80))' does not name a file of a repository",
        hint: "give the path relative to the root of the repository, without '..'")
    }
  }

  private static func wrong(_ text: String) -> IpaiError {
    IpaiError(.usage, "'\(text.prefix(80))' is not something to link to", hint: "write one of: \(forms)")
  }
}
