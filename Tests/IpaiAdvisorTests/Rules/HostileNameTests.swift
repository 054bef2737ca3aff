import Foundation
import IpaiAdvisor
import IpaiCore
import Testing

/// Names from an account stay one word of a command, and a note stays a comment.
struct HostileNameTests {
  private static let names = [
    "a'\u{301}; echo pwned #", "'\u{20DD}$(id)", "it's", "'\u{FE0F}`id`", "\u{1F1E9}'\u{200D}; id",
  ]

  @Test(arguments: names)
  func isOneWord(_ name: String) throws {
    let command: ShellText = "printf %s \(name)"
    #expect(try Self.run(command.text) == name)
    #expect(try Self.run("printf %s " + ShellWord.quoted(name)) == name)
  }

  @Test func aNoteIsOneLine() throws {
    let trial = RuleTests.Trial(
      rule: "DO-SEC-029", kind: "fails",
      subject: RuleCase(
        "", #"{"agents":[{"uuid":"g"}],"agent_details":{"g":{"uuid":"g","mcp_servers":[{"server_label":"x\r\nid"}]}}}"#)
    )
    let finding = try #require(try RuleTests.assess(trial).findings.first)
    for line in finding.fix { #expect(!line.text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }) }
  }

  private static func run(_ script: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
