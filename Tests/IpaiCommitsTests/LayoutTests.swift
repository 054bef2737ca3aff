import Foundation
import Testing

/// Where things stand in the domain, as ipai-architecture(7) says.
@Suite struct LayoutTests {
  private let sources =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/Sources/IpaiCommits"

  /// A statement, or a part of one.
  private static let marks = ["sql:", "SQLRequest", "SQL = ", "SELECT ", "cachedStatement"]

  @Test func statementsStandInTheStore() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources).filter { $0.hasSuffix(".swift") }
    #expect(files.count > 20)
    for file in files where !file.hasPrefix("Store/") {
      let text = try String(contentsOfFile: sources + "/" + file, encoding: .utf8)
      #expect(!Self.marks.contains { text.contains($0) }, "\(file)")
    }
  }
}
