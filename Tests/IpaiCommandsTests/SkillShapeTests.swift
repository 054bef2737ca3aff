import CommandTestSupport
import DomainTestSupport
import Foundation
import TestSupport
import Testing

/// ipai-json(7) names every key that a verb of skills writes, and none that it does not.
@Suite struct SkillShapeTests {
  private let desk: CommandFixture
  private let files: TemporaryFolder

  init() throws {
    desk = try CommandFixture()
    files = try TemporaryFolder()
    let model = try TinyModel().write(to: files)
    #expect(desk.run("model", "install", "tiny", "--from", model).status == 0)
  }

  private func keys(_ words: String...) -> Set<String> {
    let run = CommandRun(
      ["skills"] + words + ["--format", "json"], home: desk.home, in: files.path, environment: ["IPAI_MODEL": "tiny"])
    #expect(run.json != nil, "\(words): \(run.error)")
    return JSONKey.paths(in: run.json)
  }

  private func write(_ name: String, _ version: String, _ more: String = "") throws {
    try files.write(
      "---\nname: \(name)\ndescription: a b says \(name).\nmetadata:\n  version: \(version)\n\(more)---\na b.\n",
      to: "skills/\(name)/SKILL.md")
  }

  @Test func whatSkillsWriteIsDocumented() throws {
    try JSONKey.check("ipai skills new", [keys("new", "a-skill")])
    try write("one", "1.0.0", "  requires: three ^1.0\n")
    try write("two", "1.0.0", "  status: testing\n")
    try files.write("no skill", to: "skills/bad/SKILL.md")
    try JSONKey.check("ipai skills validate", [keys("validate", "skills"), keys("validate", "skills/two")])
    let first = keys("sync", "skills")
    try write("two", "1.0.0", "  status: approved\n")
    try FileManager.default.removeItem(atPath: files.file("skills/bad"))
    let second = keys("sync", "skills")
    try write("two", "1.1.0")
    try files.write("#!/bin/sh\n", to: "skills/two/run.sh")
    try JSONKey.check("ipai skills add", [keys("add", "skills/two"), keys("add", "skills/one")])
    try JSONKey.check("ipai skills list", [keys("list"), keys("list", "--max-results", "1")])
    try JSONKey.check("ipai skills show", [keys("show", "two"), keys("show", "one")])
    try JSONKey.check(
      "ipai skills find",
      [keys("find", "a b"), keys("find", "a b", "--explain"), keys("find", "says", "--max-results", "1")])
    try JSONKey.check("ipai skills set-status", [keys("set-status", "one", "testing", "--reason", "done")])
    try JSONKey.check("ipai skills history", [keys("history", "one")])
    try JSONKey.check(
      "ipai skills diff", [keys("diff", "two", "1.0.0", "1.1.0"), keys("diff", "two", "1.1.0", "1.0.0")])
    try JSONKey.check("ipai skills export", [keys("export", "one", "out"), keys("export", "one", "out")])
    try FileManager.default.removeItem(atPath: files.file("skills/one"))
    try JSONKey.check("ipai skills sync", [first, second, keys("sync", "skills", "--prune")])
  }
}
