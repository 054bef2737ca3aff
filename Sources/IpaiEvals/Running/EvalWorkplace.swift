import Foundation
import IpaiCore
import IpaiSkills

/// The temporary folder in which the cases of a skill are run.
struct EvalWorkplace: Sendable {
  /// Where a case finds its files.
  struct Place: Sendable {
    /// The number of the case.
    let number: Int
    /// The name of the skill, which is that of its folder.
    let name: String
    /// The folder with the files of the skill.
    let files: String
    /// How many bytes they have.
    let bytes: Int
    /// An empty folder to mount a root file system on.
    let root: String
    /// The folder of the case.
    fileprivate let folder: String

    /// The folder with the files of the case itself.
    var more: String { folder + "/files" }
    /// The file to be read as standard input.
    var input: String { folder + "/input" }
    /// The folder of the skill, the home folder and the one for temporary files, where there is no root file system.
    var skill: String { "\(folder)/skills/\(name)" }
    var home: String { folder + "/home" }
    var temporary: String { folder + "/tmp" }
  }

  private let root: WorkplaceFolder
  private let name: String
  private let tree: SkillTree
  private let sandbox: EvalSandbox

  /// Makes a workplace in a folder for temporary files. Throws `IpaiError`.
  init(in temporaryFolder: String, for tree: SkillTree, named name: String, _ sandbox: EvalSandbox) throws {
    self.name = name
    self.tree = tree
    self.sandbox = sandbox
    do { root = try WorkplaceFolder(in: temporaryFolder, group: sandbox.user) } catch {
      throw Self.failure(temporaryFolder, error)
    }
    do {
      try FileManager.default.createDirectory(atPath: folder + "/root", withIntermediateDirectories: false)
      _ = try SkillExport.write(tree, to: folder + "/files")
      for inner in ["/root", "/files"] { try giveAway(folder + inner) }
    } catch {
      remove()
      throw Self.failure(folder, error)
    }
  }

  private var folder: String { root.path }

  /// Makes the place of a case, whose number no other case has. Throws `IpaiError`.
  func place(for eval: EvalCase, number: Int) throws -> Place {
    let place = Place(
      number: number, name: name, files: folder + "/files",
      bytes: tree.bytes + eval.files.reduce(0) { $0 + $1.content.count },
      root: folder + "/root", folder: "\(folder)/\(number)")
    do {
      try FileManager.default.createDirectory(atPath: place.more, withIntermediateDirectories: true)
      try Data(eval.input.utf8).write(to: URL(fileURLWithPath: place.input))
      if sandbox.way == .plain {
        for path in [place.home, place.temporary] {
          try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        _ = try SkillExport.write(tree, to: place.skill)
        _ = try SkillExport.write(SkillTree(eval.files), to: place.skill, overwriting: true)
      } else {
        _ = try SkillExport.write(SkillTree(eval.files), to: place.more)
      }
      try giveAway(place.folder)
    } catch { throw Self.failure(place.folder, error) }
    return place
  }

  /// Removes the place of a case.
  func remove(_ place: Place) { WorkplaceFolder.remove(place.folder) }

  /// Removes the workplace.
  func remove() { root.remove() }

  /// Gives everything in a folder to the user that root becomes.
  private func giveAway(_ folder: String) throws {
    guard let user = sandbox.user else { return }
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
    for path in [folder] + paths where lchown(path, user, user) != 0 { throw SystemFailure().error("give away", path) }
  }

  private static func failure(_ path: String, _ error: any Error) -> IpaiError {
    IpaiError(
      .unavailable, "cannot prepare a folder for evals at \(path)",
      hint: "check that there is room, and that TMPDIR can be written to", cause: error)
  }
}
