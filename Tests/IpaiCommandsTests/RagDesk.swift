import CommandTestSupport
import DomainTestSupport
import Foundation
import StoreTestSupport
import TestSupport
import Testing

/// A folder with a few documents, and a place to keep them in.
struct RagDesk {
  /// Where they are kept.
  enum Store: String, CaseIterable, CustomTestStringConvertible {
    case file
    case postgres

    var testDescription: String { rawValue }
  }

  let files: TemporaryFolder
  private let home: TemporaryFolder
  private let environment: [String: String]

  init(_ store: Store) async throws {
    home = try TemporaryFolder()
    files = try TemporaryFolder()
    switch store {
    case .file: environment = [:]
    case .postgres: environment = ["IPAI_STORE": try await PostgresFixture.migrated().address()]
    }
    let model = try TinyModel().write(to: files)
    let installed = await CommandRun.awaiting(["model", "install", "tiny", "--from", model], home: home)
    #expect(installed.status == 0)
    try files.write("# Keys\n\n## Rotation\n\nRotate a key with care.\n", to: "docs/keys.md")
    try files.write("/// Rotates a key.\nfunc rotate() {}\n", to: "docs/keys.swift")
    try files.write(Data([0, 1]), to: "docs/image.png")
  }

  /// A verb of `rag` with a model.
  func rag(_ words: String..., input: [UInt8] = []) async -> CommandRun {
    await run(words, environment: ["IPAI_MODEL": "tiny"], input: input)
  }

  /// A verb of `rag` without a model.
  func run(_ words: [String], environment more: [String: String] = [:], input: [UInt8] = []) async -> CommandRun {
    await CommandRun.awaiting(
      ["rag"] + words, home: home, in: files.path, environment: environment.merging(more) { $1 }, input: input)
  }

  /// The keys of what a verb writes as JSON.
  func keys(_ words: String...) async -> Set<String> {
    let run = await run(words + ["--format", "json"], environment: ["IPAI_MODEL": "tiny", "SERVICE_KEY": "a-key"])
    #expect(run.json != nil, "\(words): \(run.error)")
    return JSONKey.paths(in: run.json)
  }
}
