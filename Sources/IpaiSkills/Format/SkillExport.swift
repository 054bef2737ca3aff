import Foundation
package import IpaiCore

/// Writes the files of a skill into a folder, byte for byte and with their modes.
package struct SkillExport {
  /// What was done.
  package struct Outcome: Equatable, Sendable {
    /// The paths of the files that were written.
    package var written: [String] = []
    /// The paths of the files that were there already, with the same content and mode.
    package var unchanged: [String] = []
  }

  private let folder: String
  private let overwrites: Bool
  private var outcome = Outcome()

  /// Writes a tree beneath `folder`, which is made when it is not there. Files that are not of the tree stay as they are.
  ///
  /// A file that is there with another content or mode is only replaced when `overwriting`; otherwise nothing at all is
  /// written. A link is never followed beneath the folder. Throws `IpaiError`.
  package static func write(
    _ tree: SkillTree, to folder: String, overwriting: Bool = false
  ) throws(IpaiError) -> Outcome {
    var export = SkillExport(folder: folder, overwrites: overwriting)
    try export.write(tree)
    return export.outcome
  }

  private init(folder: String, overwrites: Bool) {
    self.folder = folder
    self.overwrites = overwrites
  }

  private mutating func write(_ tree: SkillTree) throws(IpaiError) {
    for file in tree.files {
      if let fault = SkillPath.fault(in: file.path) {
        throw IpaiError(.conflict, "cannot write '\(file.path)': \(fault)")
      }
    }
    let root = try openRoot()
    var changed: [SkillFile] = []
    for file in tree.files {
      if try isThere(file, root) {
        outcome.unchanged.append(file.path)
      } else {
        changed.append(file)
      }
    }
    for file in changed {
      try write(file, root)
      outcome.written.append(file.path)
    }
  }

  private func openRoot() throws(IpaiError) -> OpenFolder {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw IpaiError(.unavailable, "cannot make the folder \(folder)", cause: error)
    }
    do {
      return try OpenFolder(path: folder)
    } catch {
      throw error.error("open", folder)
    }
  }

  /// True when the file is there as it should be, false when it may be written. Throws when it may not.
  private func isThere(_ file: SkillFile, _ root: borrowing OpenFolder) throws(IpaiError) -> Bool {
    do {
      let place = ExportPlace(file.path)
      guard let parent = try place.openParent(root, making: false) else { return false }
      let present = try OpenFile(place.name, in: parent)
      if try present.content(limit: .max) == file.content && present.permissions == (file.isExecutable ? 0o755 : 0o644)
      {
        return true
      }
    } catch let fault as OpenFile.Fault {
      switch fault {
      case .system(let failure) where failure.number == ENOENT: return false
      case .notRegular(let kind): throw refusal(file, "is \(kind.rawValue)", hint: "remove it")
      case .system(let failure): throw failure.error("read", path(file))
      case .changed, .tooLarge: break
      }
    } catch let failure as SystemFailure {
      throw refusal(file, "cannot be reached without a link: \(failure.reason)", hint: "choose another folder")
    } catch {
      throw IpaiError(.internal, "cannot look at \(path(file))", cause: error)
    }
    if overwrites { return false }
    throw refusal(file, "is there already and differs", hint: "choose another folder, or overwrite it")
  }

  private func write(_ file: SkillFile, _ root: borrowing OpenFolder) throws(IpaiError) {
    do {
      let place = ExportPlace(file.path)
      guard let parent = try place.openParent(root, making: true) else { throw SystemFailure(ENOENT) }
      try place.write(file, in: parent)
    } catch {
      throw ((error as? SystemFailure) ?? SystemFailure(EIO)).error("write", path(file))
    }
  }

  private func path(_ file: SkillFile) -> String { "\(folder)/\(file.path)" }

  private func refusal(_ file: SkillFile, _ problem: String, hint: String) -> IpaiError {
    IpaiError(.conflict, "\(path(file)) \(problem)", hint: hint)
  }
}
