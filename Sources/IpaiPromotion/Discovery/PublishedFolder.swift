import Foundation
import IpaiCore

/// A folder with an index and artifacts that any web server of files can serve, and that a registry is published in.
package struct PublishedFolder: Sendable {
  /// Where the index is.
  let indexPath: String
  /// The folder with the index.
  private let root: String
  /// The folder with the artifacts.
  private let artifacts: String

  /// The folder at a path; it is made when something is published.
  package init(_ folder: String) {
    indexPath = "\(folder)/\(DiscoveryIndex.path)"
    root = (indexPath as NSString).deletingLastPathComponent
    artifacts = "\(root)/\(DiscoveryIndex.artifacts)"
  }

  /// Publishes what is in force in a registry. Artifacts come before the index that names them, and go two publications
  /// after the last one that did, so that whoever has just read an index gets what it names.
  ///
  /// Throws `IpaiError`: `.unavailable` while somebody else publishes for long, `.denied` where the folder cannot be
  /// written.
  package func publish(_ registry: any PromotionRegistry, isCancelled: @escaping @Sendable () -> Bool) async throws {
    try checkLinks()
    try PublicFolder.make(artifacts)
    let lock = try await FolderLock(root)
    defer { withExtendedLifetime(lock) {} }
    var catalog = DiscoveryCatalog(registry, isCancelled: isCancelled)
    let index = try await catalog.index { try write($0, $1) }
    let content = try index.file()
    let before = try? readIndex()
    if before?.content != content { try PublicFolder.write(content, to: indexPath) }
    removeUnnamed(index.artifactNames.union(before?.names ?? []))
  }

  private func write(_ artifact: SkillArtifact, _ facts: ArtifactFacts) throws {
    let path = "\(artifacts)/\(facts.name)"
    try PublicFolder.checkIsNoLink(path)
    let limit = artifact.content.count
    if let known = try? SmallFile.read(path, maxBytes: limit), known.elementsEqual(artifact.content) { return }
    try PublicFolder.write(artifact.content, to: path)
  }

  /// Looks at what is beneath the folder, which itself may be a link of its owner's.
  private func checkLinks() throws(IpaiError) {
    for path in [(root as NSString).deletingLastPathComponent, root, artifacts, indexPath] {
      try PublicFolder.checkIsNoLink(path)
    }
  }

  /// The index as it stands there; nil for none.
  private func readIndex() throws -> (content: Data, names: Set<String>)? {
    guard let content = try SmallFile.read(indexPath, maxBytes: DiscoveryIndex.mostBytes).map({ Data($0) }) else {
      return nil
    }
    let names = (try? DiscoveryIndex.read(content, place: indexPath))?.artifactNames ?? []
    return (content, names)
  }

  /// Removes artifacts, and what writing one left behind when it was killed. Nothing else is touched.
  private func removeUnnamed(_ named: Set<String>) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: artifacts)) ?? [] {
      guard !named.contains(name), BytesDigest.isOne("sha256:" + name.prefix(64)) else { continue }
      unlink("\(artifacts)/\(name)")
    }
    // A web server may keep the index compressed beside it.
    let start = "\((indexPath as NSString).lastPathComponent)."
    for name in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] where name.hasPrefix(start) {
      if UUID(uuidString: String(name.dropFirst(start.count))) != nil { unlink("\(root)/\(name)") }
    }
  }

  /// Compares what is published with the registry. What a run that was killed before it published has left undone is
  /// done now.
  ///
  /// Throws `IpaiError` when the registry cannot be read.
  package func findings(
    _ registry: any PromotionRegistry, isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> [VerificationFinding] {
    let head = try await DiscoveryCatalog.head(of: registry)
    if head.promotion == 0 { return [] }
    do { try checkLinks() } catch { return [Self.finding("\(error.message); \(error.hint ?? "")")] }
    if try isBehind(head) {
      do { try await publish(registry, isCancelled: isCancelled) } catch let error as IpaiError
        where error.code == .denied || error.code == .unavailable
      {
        return [Self.finding("promotion \(head.promotion) is not published: \(error.message)")]
      }
    }
    var catalog = DiscoveryCatalog(registry, isCancelled: isCancelled)
    var findings: [VerificationFinding] = []
    let index = try await catalog.index { _, facts in
      if let problem = problem(with: facts) { findings.append(Self.finding("the artifact \(facts.name) \(problem)")) }
    }
    if try readIndex()?.content != index.file() {
      findings.insert(Self.finding("\(indexPath) is not the index of what is in force"), at: 0)
    }
    return findings
  }

  /// Whether an earlier promotion is published than the last one, or none.
  private func isBehind(_ head: DiscoveryIndex.Head) throws -> Bool {
    guard let published = try? readIndex() else { return true }
    let index = try? DiscoveryIndex.read(published.content, place: indexPath)
    return (index?.ipai?.promotion ?? head.promotion) < head.promotion
  }

  private func problem(with facts: ArtifactFacts) -> String? {
    if PublicFolder.isLink("\(artifacts)/\(facts.name)") { return "is a symbolic link" }
    let content = try? SmallFile.read("\(artifacts)/\(facts.name)", maxBytes: SkillArtifact.mostBytes())
    guard let content else { return "is missing" }
    return BytesDigest.of(Data(content)) == facts.digest ? nil : "was altered"
  }

  private static func finding(_ message: String) -> VerificationFinding {
    VerificationFinding(.published, .failed, "\(message); to publish anew: ipai promote")
  }
}
