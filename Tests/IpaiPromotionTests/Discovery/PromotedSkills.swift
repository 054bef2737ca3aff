import Foundation
import IpaiCore
import IpaiDatabase
import IpaiSkills
import TestSupport

@testable import IpaiPromotion

/// A registry in a file, and skills that are promoted to it without git.
struct PromotedSkills {
  let folder: TemporaryFolder
  let database: DatabaseFile
  let registry: SQLitePromotionRegistry

  init() throws {
    folder = try TemporaryFolder()
    database = try DatabaseFile.forWriting(folder.file("registry.db"))
    registry = SQLitePromotionRegistry(database, place: folder.path)
  }

  static func tree(_ name: String, _ version: String, _ files: [String: String] = [:]) -> SkillTree {
    let main =
      "---\nname: \(name)\ndescription: Does \(name). Use it daily.\n"
      + "metadata:\n  version: \(version)\n  status: approved\n---\n\(version)\n"
    return SkillTree(
      [SkillFile(path: "SKILL.md", content: Data(main.utf8))]
        + files.map { SkillFile(path: $0.key, isExecutable: $0.key.hasSuffix(".sh"), content: Data($0.value.utf8)) })
  }

  private func run(_ step: PromotionStep, _ skills: [String: SkillAddition]) async throws {
    let context = PromotionContext(
      by: "ann", date: Timestamp(seconds: 1_800_000_000), reason: nil, run: nil, ipai: "0", signer: nil, receivers: [])
    _ = try await PromotionApply(registry, context).run([step], skills, from: nil)
  }

  /// Promotes a version, and returns its files.
  @discardableResult
  func promote(_ name: String, _ version: String, _ files: [String: String] = [:]) async throws -> SkillTree {
    let tree = Self.tree(name, version, files)
    let package = SkillPackage(tree, form: .folder, folderName: name)
    let previous = try registry.state([]).inForce(name)?.previous
    let step = PromotionStep(
      name: name, action: previous == nil ? .add : .change, version: version, status: .approved,
      digest: tree.digest.description, release: SkillDigest(releaseOf: tree).description, repository: nil,
      source: "skills/\(name)", gitObject: nil, previous: previous, isWithoutEvals: true)
    try await run(step, [name: SkillAddition(package, source: nil)])
    return tree
  }

  func retire(_ name: String) async throws {
    guard let inForce = try registry.state([]).inForce(name) else { return }
    var step = inForce.step
    step.action = .retire
    step.status = .deprecated
    step.previous = inForce.previous
    try await run(step, [:])
  }

  func rollBack(_ name: String, to version: String? = nil) async throws {
    try await run(PromotionRollback(registry).step(of: name, to: version), [:])
  }

  /// Publishes the registry in its folder.
  func publish() async throws { try await PublishedFolder(folder.path).publish(registry) { false } }

  /// What a verification of what is published finds.
  func findings() async throws -> [String] {
    try await PublishedFolder(folder.path).findings(registry) { false }.map(\.message)
  }

  /// The names of the artifacts that are there.
  var artifacts: Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: folder.file(".well-known/agent-skills/artifacts"))) ?? [])
  }

  /// The index that is there.
  func index() throws -> DiscoveryIndex {
    try DiscoveryIndex.read(
      Data(contentsOf: URL(fileURLWithPath: folder.file(DiscoveryIndex.path))), place: "the folder")
  }
}
