import Foundation
import IpaiCore
import Testing

@Suite struct DocumentationTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test func everySettingAndVariableIsInTheManual() throws {
    let page = try String(contentsOfFile: root + "/man/ipai-config.5", encoding: .utf8)
    for setting in Setting.all {
      #expect(page.contains(".It Cm \(setting.key) Pq Ev \(setting.variable)"), "\(setting.key)")
      #expect(!setting.needsTrust || page.contains("Ev \(setting.variable) , Fl -\(setting.key) , Em trusted"))
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
