import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai advisor` at work on snapshots of a stand-in of DigitalOcean's API.
struct AdvisorDesk {
  let home: TemporaryFolder
  private let standIn: DigitalOceanStandIn

  /// A home without anything in it, and an account.
  init(_ account: [String] = ["--seed", "5", "--size", "60"]) throws {
    home = try TemporaryFolder()
    standIn = try DigitalOceanStandIn(account)
  }

  /// Runs `ipai advisor`.
  func ipai(_ words: [String]) async -> CommandRun { await Self.ipai(words, home, standIn) }

  /// Runs `ipai advisor` on another account.
  func ipai(_ words: [String], of other: DigitalOceanStandIn) async -> CommandRun {
    await Self.ipai(words, home, other)
  }

  private static func ipai(_ words: [String], _ home: TemporaryFolder, _ standIn: DigitalOceanStandIn) async
    -> CommandRun
  {
    var environment = TestRepository.environment.filter { $0.key == "PATH" }
    environment["DIGITALOCEAN_ACCESS_TOKEN"] = "dop_v1_0123456789abcdef0123456789abcdef"
    environment["DIGITALOCEAN_API_URL"] = standIn.address
    return await CommandRun.awaiting(["advisor"] + words, home: home, environment: environment)
  }

  /// The path of a snapshot of the account.
  func snapshot() async throws -> String {
    let file = home.file("account.json")
    let saved = await ipai(["snapshot", "save", file, "--no-metrics"])
    try #require(saved.status == 0, "\(saved.error)")
    return file
  }

  /// An answer as an object.
  func object(_ words: [String]) async throws -> [String: Any] {
    let run = await ipai(words + ["--format", "json"])
    return try #require(run.json as? [String: Any], "\(words): \(run.error)")
  }

  /// The findings of an answer.
  static func findings(_ answer: [String: Any]) throws -> [[String: Any]] {
    try #require(answer["findings"] as? [[String: Any]])
  }

  /// The fingerprints of the findings of an answer, in their order.
  static func fingerprints(_ answer: [String: Any]) throws -> [String] {
    try findings(answer).compactMap { $0["fingerprint"] as? String }
  }

  /// Writes an answer to a file without one of its findings, as an earlier scan had it.
  func baseline(_ answer: [String: Any], without fingerprint: String) throws -> String {
    var earlier = answer
    let left = try Self.findings(answer).filter { $0["fingerprint"] as? String != fingerprint }
    earlier["findings"] = left
    earlier["total"] = left.count
    let file = home.file("known.json")
    try JSONSerialization.data(withJSONObject: earlier).write(to: URL(filePath: file))
    return file
  }

  /// The words of the command that a hint ends with, without `ipai advisor`.
  static func command(in error: String) throws -> [String] {
    let line = try #require(error.split(separator: "\n").last { $0.contains(": ipai advisor ") })
    let words = try #require(line.components(separatedBy: ": ipai advisor ").last)
    return words.split(separator: " ").map(String.init)
  }
}
