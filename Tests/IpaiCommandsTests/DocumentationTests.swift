import Foundation
import IpaiCore
import Testing

@Suite struct DocumentationTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test func everySettingAndVariableIsInTheManual() throws {
    let page = try String(contentsOfFile: root + "/man/ipai-config.5", encoding: .utf8)
    for setting in Setting.all {
      let start = ".It Cm \(setting.key) Pq Ev \(setting.variable)"
      let line = try #require(page.split(separator: "\n").first { $0.hasPrefix(start) }, "\(setting.key)")
      #expect(line.hasSuffix(", Em trusted") == setting.needsTrust, "\(setting.key)")
    }
  }

  @Test func theHandWrittenPagesAreWellFormed() throws {
    for name in ["ipai-config.5", "ipai-architecture.7"] {
      let page = try String(contentsOfFile: root + "/man/" + name, encoding: .utf8)
      #expect(page.hasPrefix(".Dd "))
      for section in [".Sh NAME", ".Sh SEE ALSO"] { #expect(page.contains(section)) }
    }
  }
}
