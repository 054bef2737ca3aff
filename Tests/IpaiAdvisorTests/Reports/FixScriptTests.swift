@testable import IpaiAdvisor
import Testing

/// A script of several findings works from its beginning to its end.
struct FixScriptTests {
  private static func block(_ kind: ResourceKind, _ key: String, _ lines: [Fix.Line]) -> FixScript.Block {
    .init(rule: "DO-X", title: "Title", name: "name", urn: URN(kind, key), lines: lines.map { Finding.FixLine($0) })
  }

  private static func commands(_ blocks: FixScript.Block...) -> [String] {
    FixScript.text(blocks).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") && $0 != "set -eu" }
  }

  private static let deletesDroplet = block(
    .droplet, "1",
    [.run("doctl compute droplet-action snapshot 1"), .run("doctl compute droplet delete 1", .irreversible)])
  private static let deletesVolume = block(
    .volume, "v",
    [.run("doctl compute volume-action detach v 1"), .run("doctl compute volume delete v", .irreversible)])

  @Test func whatIsAttachedComesBeforeWhatItIsAttachedTo() {
    let commands = Self.commands(
      Self.block(.vpc, "n", [.run("doctl vpcs delete n", .irreversible)]), Self.deletesDroplet, Self.deletesVolume,
      Self.block(.droplet, "2", [.run("doctl compute droplet-action resize 2", .needsDowntime)]),
      Self.block(.domain, "a.example", [.run("doctl compute domain records delete a.example 5")]))
    #expect(
      commands == [
        "doctl compute domain records delete a.example 5",
        "doctl compute droplet-action resize 2  # needs downtime",
        "doctl compute volume-action detach v 1", "doctl compute volume delete v  # irreversible",
        "doctl compute droplet-action snapshot 1", "doctl compute droplet delete 1  # irreversible",
        "doctl vpcs delete n  # irreversible",
      ])
  }

  @Test func whatHasToBeFilledInIsNotRunAndNothingAfterIt() {
    let text = FixScript.text([
      Self.block(
        .database, "d",
        [
          .run("doctl databases get d"),
          .run("doctl databases firewalls append d --rule \(fill: "type"):\(fill: "value")"),
          .note("Look."), .run("doctl databases firewalls remove d --uuid u"),
        ])
    ])
    #expect(
      text.hasSuffix(
        """

        # DO-X Title: name, do:dbaas:d
        doctl databases get d
        # fill in: doctl databases firewalls append d --rule '<type>':'<value>'
        # Look.
        # then: doctl databases firewalls remove d --uuid u

        """), "\(text)")
  }

  @Test func nothingIsDoneTwice() {
    let again = Self.block(
      .droplet, "1",
      [
        .run("doctl compute droplet-action snapshot 1 --snapshot-name other"),
        .run("doctl compute droplet delete 1", .irreversible),
      ]
    )
    let look = Self.block(.account, "a", [.run("doctl account get")])
    #expect(
      Self.commands(Self.deletesDroplet, again, look, look) == [
        "doctl account get", "doctl compute droplet-action snapshot 1",
        "doctl compute droplet delete 1  # irreversible",
      ])
    #expect(FixScript.text([look, look]).hasSuffix("# done above: doctl account get\n"))
  }

  /// What a command is decided by is how it was made, whatever a resource is called.
  @Test func aNameDecidesNothing() {
    for name in ["folder-1", "<x>", "'<x>'", "# x"] {
      let snapshot = ShellText("doctl compute droplet-action snapshot 1 --snapshot-name \(name)")
      let block = Self.block(.droplet, "1", [.run(snapshot), .run("doctl compute droplet get 1")])
      #expect(Self.commands(block, block) == [snapshot.text, "doctl compute droplet get 1"])
    }
    let inner: ShellText = "--rule \(fill: "type")"
    let parts = ShellText(["doctl a", inner])
    for command: ShellText in ["doctl a \(inner)", parts, "doctl a \("-x") \(fill: "b") --c d"] {
      #expect(Self.commands(Self.block(.droplet, "1", [.run(command)])).isEmpty, "\(command.text)")
    }
  }

  /// Where a line of an app's spec cannot be shown, none of them is run: half of a subshell is none.
  @Test func aSpecIsChangedWhollyOrNotAtAll() throws {
    let trial = try #require(RuleTests.trials.first { $0.rule == "DO-COST-018" && $0.kind == "fails" })
    let finding = try #require(try RuleTests.assess(trial).findings.first)
    var lines = finding.fix
    let place = try #require(lines.firstIndex { $0.text.contains("apps update") })
    lines[place].text += String(repeating: "é", count: 30_000)
    let block = FixScript.Block(
      rule: finding.rule, title: finding.title, name: finding.name, urn: finding.urn, lines: lines)
    #expect(Self.commands(block).isEmpty)
  }

  @Test func theHeadSaysWhatIsSo() {
    let text = FixScript.text([Self.deletesDroplet])
    #expect(!text.contains("by itself") && text.contains(#"a line marked "done above" relies on an"#))
  }

  @Test func aCommandThatIsCutIsNotRun() {
    let long = Self.block(
      .droplet, "1",
      [.run("doctl a \(String(repeating: "é", count: 30_000))"), .run("doctl compute droplet delete 1", .irreversible)])
    #expect(Self.commands(long).isEmpty)
    #expect(Self.commands(Self.block(.droplet, "1", [.run("doctl a \("é 東京")")])) == ["doctl a 'é 東京'"])
  }

  @Test func aSpecIsChangedForEachFinding() throws {
    let trial = try #require(RuleTests.trials.first { $0.rule == "DO-COST-018" && $0.kind == "fails" })
    let finding = try #require(try RuleTests.assess(trial).findings.first)
    let block = FixScript.Block(
      rule: finding.rule, title: finding.title, name: finding.name, urn: finding.urn, lines: finding.fix)
    let commands = Self.commands(block, block)
    #expect(commands.count == 16 && commands.prefix(8) == commands.suffix(8))
  }

  /// bash takes the script of all findings of all cases, and what it runs of them it can run without filling anything in.
  @Test func bashTakesAllOfThem() throws {
    let findings = try RuleTests.trials.filter { $0.kind == "fails" }.flatMap { try RuleTests.assess($0).findings }
    let script = FixScript.text(
      findings.map { .init(rule: $0.rule, title: $0.title, name: $0.name, urn: $0.urn, lines: $0.fix) })
    let programs =
      "doctl() { :; }; kubectl() { :; }; curl() { cat >/dev/null; }; EDITOR=true; DIGITALOCEAN_WRITE_TOKEN=x\n"
    #expect(try HostileNameTests.run(programs + script + "\necho all") == "all\n")
    for line in script.split(separator: "\n") where !line.hasPrefix("#") { #expect(!line.contains("'<"), "\(line)") }
    #expect(script.contains(#"<<<"Authorization: Bearer ${DIGITALOCEAN_WRITE_TOKEN:?"#))
    #expect(script.contains("DIGITALOCEAN_WRITE_TOKEN.") && script.contains("doctl auth switch --context NAME"))
  }
}
