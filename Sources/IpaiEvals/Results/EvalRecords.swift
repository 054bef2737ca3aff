import Foundation
package import IpaiCore
import IpaiSkills

/// The last results of each skill, in a file each. Several processes may read and write at once.
package struct EvalRecords: Sendable {
  private let folder: String

  private static let maxBytes = 8_000_000

  /// The records in a folder, which is made when something is kept.
  package init(folder: String) { self.folder = folder }

  /// The last results of a skill; nil when there are none. Throws `IpaiError`: `.usage` for what is not the name of a skill,
  /// `.unavailable` for a file that cannot be read.
  package func results(for name: String) throws(IpaiError) -> EvalResults? {
    let path = try path(name)
    let bytes: [UInt8]?
    do { bytes = try SmallFile.read(path, maxBytes: Self.maxBytes) } catch { throw Self.damaged(path, error) }
    guard let bytes else { return nil }
    let results: EvalResults
    do { results = try JSONDecoder().decode(EvalResults.self, from: Data(bytes)) } catch {
      throw Self.damaged(path, IpaiError(.unavailable, "it is not JSON of eval results"))
    }
    guard results.skill == name else {
      throw Self.damaged(path, IpaiError(.unavailable, "it has the results of '\(results.skill.prefix(80))'"))
    }
    return results
  }

  /// Keeps the results in place of earlier ones of the same skill. Throws `IpaiError`.
  package func save(_ results: EvalResults) throws {
    let path = try path(results.skill)
    try FileReplacement.write(results.canonicalJSON() + Data("\n".utf8), to: path, permissions: 0o600)
  }

  private func path(_ name: String) throws(IpaiError) -> String { "\(folder)/\(try SkillName(name).text).json" }

  private static func damaged(_ path: String, _ cause: IpaiError) -> IpaiError {
    IpaiError(
      .unavailable, "the eval results in \(path) cannot be read",
      hint: "remove the file, and run the evals again: ipai skills eval NAME", cause: cause)
  }
}
