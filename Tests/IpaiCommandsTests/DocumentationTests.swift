import Foundation
import IpaiCommands
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

  @Test func everyCommandHasAPageWithItsExitStatusesAndExamples() throws {
    let paths = [[]] + CommandDescription.root.descendants.map(\.path)
    let names = paths.map { (["ipai"] + $0).joined(separator: "-") + ".1" }
    let files = try FileManager.default.contentsOfDirectory(atPath: root + "/man")
    #expect(Set(files.filter { $0.hasSuffix(".1") }) == Set(names))
    for name in names {
      let page = try String(contentsOfFile: root + "/man/" + name, encoding: .utf8)
      let lines = Set(page.split(separator: "\n"))
      for code in ErrorCode.allCases { #expect(lines.contains(".It \(code.exitStatus)"), "\(name) \(code)") }
      for section in [".Sh EXIT STATUS", ".Sh EXAMPLES", ".Sh SEE ALSO"] { #expect(lines.contains(Substring(section))) }
    }
    let whole = try String(contentsOfFile: root + "/man/ipai.1", encoding: .utf8)
    for setting in Setting.all { #expect(whole.contains(".It Ev \(setting.variable)\n"), "\(setting.key)") }
  }

  @Test func theHandWrittenPagesAreWellFormed() throws {
    for name in ["ipai-config.5", "ipai-architecture.7", "ipai-json.7"] {
      let page = try String(contentsOfFile: root + "/man/" + name, encoding: .utf8)
      #expect(page.hasPrefix(".Dd "))
      for section in [".Sh NAME", ".Sh SEE ALSO"] { #expect(page.contains(section)) }
    }
  }
}
