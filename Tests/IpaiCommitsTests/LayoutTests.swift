import Foundation
import Testing

/// Where code belongs in the domains, as ipai-architecture(7) says.
@Suite struct LayoutTests {
  private static let sources =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/Sources"

  /// What a statement, or the code that runs one, cannot do without.
  private static let marks = [
    "sql:", "SQLRequest", ": SQL ", "cachedStatement", ".execute(", ".fetchOne(", ".fetchAll(", ".fetchCursor(",
    "SELECT ", "INSERT ", "UPDATE ", "DELETE ",
  ]

  private struct SourceFile {
    /// Below `Sources`: `IpaiCommits/Store/CommitRows.swift`.
    let path: String
    /// Without comments.
    let code: String

    var isInStore: Bool { path.contains("/Store/") }

    func holds(_ mark: String) -> Bool { code.contains(mark) }
  }

  /// The domains that store something.
  private func domains() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Self.sources)
      .filter { FileManager.default.fileExists(atPath: "\(Self.sources)/\($0)/Store") }.sorted()
  }

  private func files(of domain: String) throws -> [SourceFile] {
    let folder = Self.sources + "/" + domain
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
    return try names.sorted().map { name in
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      let code = text.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
      return SourceFile(path: domain + "/" + name, code: code.joined(separator: "\n"))
    }
  }

  @Test func statementsStandInTheStore() throws {
    let domains = try domains()
    #expect(Set(domains).isSuperset(of: ["IpaiCommits", "IpaiSearch"]))
    for domain in domains {
      let files = try files(of: domain)
      let others = files.filter { !$0.isInStore }
      #expect(!others.isEmpty && files.count > others.count)
      for file in others {
        #expect(Self.marks.filter(file.holds) == [], "\(file.path)")
      }
    }
  }

  /// A mark that no store uses any more would find nothing elsewhere either.
  @Test func theMarksAreThoseOfTheStores() throws {
    let stores = try domains().flatMap { try files(of: $0) }.filter(\.isInStore)
    for mark in Self.marks {
      #expect(stores.contains { $0.holds(mark) }, "\(mark)")
    }
  }
}
