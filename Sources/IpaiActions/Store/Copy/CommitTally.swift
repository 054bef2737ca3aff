import Crypto
import Foundation
import IpaiCore
import IpaiGit

/// Adds up what became of commits and their repositories.
struct CommitTally {
  /// Commits that are not the same in both for one reason, of one repository.
  private struct Group {
    let path: String
    let reason: String
    let first: ObjectID
    var count = 0

    var difference: StoreCopyAction.Outcome.Part.Difference {
      var name = "commit \(first.hex)"
      if !path.isEmpty { name = "\(path): \(name)" }
      if count > 1 { name += " and \(Count.text(count - 1, "other"))" }
      return .init(name: name, reason: reason)
    }
  }

  /// What was added up so far, without the differences of commits and the checksums.
  var part = StoreCopyAction.Outcome.Part(kind: .commits)
  /// Commits that have another message at the destination.
  private(set) var otherMessages: Set<ObjectID> = []
  private let paths: [Int64: String]
  private var groups: [Group] = []
  private var places: [[UInt8]: Int] = [:]
  private var sums = (source: SHA256(), copy: SHA256())

  /// `paths`: those of the repositories, by their rows in the source.
  init(_ paths: [Int64: String]) { self.paths = paths }

  /// Adds commits.
  mutating func add(_ commits: [CommitCopyingPart.Result]) {
    for commit in commits {
      add(commit.id.hex, commit.checksum, commit.copyChecksum)
      if commit.isCopied { part.copied += 1 }
      if !commit.isCopied, commit.checksum == commit.copyChecksum { part.unchanged += 1 }
      if commit.hasOtherMessage { otherMessages.insert(commit.id) }
      if let reason = commit.difference { add(reason, of: commit) }
    }
  }

  /// Adds repositories, after all commits.
  mutating func add(_ repositories: [RepositoryCopying.Result]) {
    for repository in repositories {
      add(repository.name, repository.checksum, repository.copyChecksum)
      if let reason = repository.difference {
        part.different.append(.init(name: repository.name, reason: reason))
      } else if repository.isCopied {
        part.copied += 1
      } else {
        part.unchanged += 1
      }
    }
  }

  /// All of it.
  consuming func result() -> StoreCopyAction.Outcome.Part {
    part.different += groups.map(\.difference)
    part.checksum = sums.source.finalize().hexadecimal
    part.copyChecksum = sums.copy.finalize().hexadecimal
    return part
  }

  private mutating func add(_ name: String, _ checksum: String, _ copyChecksum: String) {
    part.count += 1
    sums.source.update(data: Data("\(checksum)  \(name)\n".utf8))
    sums.copy.update(data: Data("\(copyChecksum)  \(name)\n".utf8))
  }

  /// There may be thousands of them.
  private mutating func add(_ reason: String, of commit: CommitCopyingPart.Result) {
    let path = commit.repositories.compactMap { paths[$0] }.min { ByteOrder.compare($0, $1) < 0 } ?? ""
    let key = Array(path.utf8) + [0] + Array(reason.utf8)
    let place = places[key] ?? groups.count
    if place == groups.count { groups.append(Group(path: path, reason: reason, first: commit.id)) }
    places[key] = place
    groups[place].count += 1
  }
}
