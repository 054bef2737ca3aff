import Foundation
@testable import IpaiAdvisor
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

  private static let named = RuleTests.trials.filter { ["fails", "guarded"].contains($0.kind) }

  /// Whatever a resource is called, its name is no option of doctl, and neither is its id.
  @Test(arguments: named, [["name", "server_label", "function"], ["id", "uuid", "namespace"]])
  func aNameThatBeginsWithAHyphenIsNoOption(_ trial: RuleTests.Trial, _ keys: [String]) throws {
    for start in ["--help=", "-x", "--"] {
      for line in try Self.lines(trial, keys, start) where !line.hasPrefix("#") && !DoctlTable.ofTheShell.contains(line)
      {
        let problem = try DoctlTable.shared.problem(of: line)
        #expect(problem == nil, "\(line)")
      }
    }
  }

  /// The cases have names and ids that stand alone in a command.
  @Test func someNamesStandAlone() throws {
    let lines = try Self.named.flatMap { try Self.lines($0, ["name", "id"], "--help=") }
    #expect(Set(lines.filter { $0.contains(" -- ") }).count > 50)
  }

  @Test(arguments: [
    ("doctl a b '-x' --wait", "doctl a b --wait -- '-x'"),
    ("doctl a '-x' --size 'a b' 2", "doctl a --size 'a b' -- '-x' 2"),
    ("doctl a 1 --name '-x' --wait", "doctl a 1 --name '-x' --wait"),
    ("doctl a 1 --f=true '-x'", "doctl a 1 --f=true -- '-x'"),
    ("doctl a $'-\\'\\x09 -' --b c", "doctl a --b c -- $'-\\'\\x09 -'"),
    ("doctl a '-x'\\'' y' > f", "doctl a -- '-x'\\'' y' > f"),
    ("printf %s '-x' --y", "printf %s '-x' --y"),
  ])
  func optionsComeFirst(_ command: String, _ guarded: String) {
    #expect(ShellText(text: command).withGuardedOperands.text == guarded)
  }

  /// The lines of an account in which what stands under some keys begins with something, wherever else it stands.
  private static func lines(_ trial: RuleTests.Trial, _ keys: [String], _ start: String) throws -> [String] {
    let account = try JSONSerialization.jsonObject(with: Data(trial.subject.account.utf8))
    var names: Set<String> = []
    collect(account, keys, &names)
    let renamed = try JSONSerialization.data(withJSONObject: rename(account, names, start))
    let subject = trial.subject
    let other = RuleCase(
      subject.name, String(decoding: renamed, as: UTF8.self), without: subject.without, partial: subject.partial,
      lacking: subject.lacking, settings: subject.settings, earlierAddresses: subject.earlierAddresses)
    return try RuleTests.assess(RuleTests.Trial(rule: trial.rule, kind: trial.kind, subject: other)).findings
      .flatMap { $0.fix.map(\.text) }
  }

  private static func collect(_ value: Any, _ keys: [String], _ names: inout Set<String>) {
    for (key, member) in value as? [String: Any] ?? [:] {
      if keys.contains(key), let name = member as? String { names.insert(name) }
      collect(member, keys, &names)
    }
    for member in value as? [Any] ?? [] { collect(member, keys, &names) }
  }

  private static func rename(_ value: Any, _ names: Set<String>, _ start: String) -> Any {
    func other(_ text: String) -> String { names.contains(text) ? start + text : text }
    switch value {
    case let text as String: return other(text)
    case let list as [Any]: return list.map { rename($0, names, start) }
    case let object as [String: Any]:
      return Dictionary(
        object.map { (other($0.key), rename($0.value, names, start)) }, uniquingKeysWith: { first, _ in first })
    default: return value
    }
  }

  static func run(_ script: String) throws -> String {
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
