import IpaiGit
import Foundation
func tune(_ n: String, _ d: Int) -> Int { Int(ProcessInfo.processInfo.environment[n] ?? "") ?? d }
let tCAP = tune("CAP",3), tIDF = tune("IDF",0), tPATHID = tune("PATHID",1), tLIM = tune("LIM",150), tFW = tune("FW",3), tTRAIL = tune("TRAIL",0), tLOG=tune("LOG",0)
import IpaiSearch

/// Makes the terms of commits; keeps what it learned about identifiers, which recur from commit to commit.
struct CommitWordsBuilder {
  private let analyzer: TextAnalyzer
  private var identifiers = IdentifierTerms()

  /// Paths of a commit beyond these are not searched by their words.
  private static let maxPaths = 50
  /// Bytes of a message beyond these are not searched.
  private static let maxMessageBytes = 64 << 10
  /// An identifier's terms are repeated as often as it occurs in the diff, up to this often.
  private static let maxRepetitions = 3

  init(_ analyzer: TextAnalyzer) { self.analyzer = analyzer }

  /// The terms of a commit; `diff` is nil when its diff was not read.
  mutating func words(message: String, changes: [ChangedPath], diff: DiffWords?) -> CommitWords {
    var words = CommitWords()
    let text = MessageText(message)
    addText(text.subject, to: &words.subject, &words.identifiers)
    addText(tTRAIL == 1 ? text.body : text.bodyWithoutTrailers, to: &words.body, &words.identifiers)
    for change in changes.prefix(Self.maxPaths) {
      change.path.withUnsafeBufferPointer { analyzer.appendStems(of: $0, to: &words.paths) }
      if tPATHID == 1 { change.path.withUnsafeBufferPointer { analyzer.appendIdentifiers(of: $0, to: &words.identifiers) } }
    }
    diff?.forEach { name, count in
      let n = tLOG == 1 ? 1 + Int(log2(Double(count))) : min(count, tCAP)
      let terms = identifiers.terms(of: name, analyzer)
      for _ in 0..<n { words.diff.append(contentsOf: terms) }
      if tIDF == 1 { var t: [UInt8] = []; analyzer.appendIdentifiers(of: name, to: &t); words.identifiers.append(contentsOf: t) }
    }
    return words
  }

  private func addText(_ text: Substring, to stems: inout [UInt8], _ identifiers: inout [UInt8]) {
    var copy = String(decoding: text.utf8.prefix(Self.maxMessageBytes), as: UTF8.self)
    copy.withUTF8 { bytes in
      analyzer.appendStems(of: bytes, to: &stems)
      analyzer.appendIdentifiers(of: bytes, to: &identifiers)
    }
  }
}

/// The terms of identifiers, worked out once each.
private struct IdentifierTerms {
  private var known: [[UInt8]: [UInt8]] = [:]
  private static let maxKnown = 200_000

  mutating func terms(of name: UnsafeBufferPointer<UInt8>, _ analyzer: TextAnalyzer) -> [UInt8] {
    let key = Array(name)
    if let terms = known[key] { return terms }
    var terms: [UInt8] = []
    analyzer.appendStems(of: name, to: &terms)
    if tIDF != 1 { analyzer.appendIdentifiers(of: name, to: &terms) }
    if known.count >= Self.maxKnown { known.removeAll(keepingCapacity: true) }
    known[key] = terms
    return terms
  }
}
