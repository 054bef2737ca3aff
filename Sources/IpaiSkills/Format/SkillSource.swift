import Foundation
package import IpaiCore

/// The files of a skill as they were read from disk. What they say is read by `SkillPackage`, which takes longer than to
/// compare the digest with the one that is known.
package struct SkillSource: Sendable {
  /// The path of the folder or file, without a slash at its end.
  package let path: String
  /// The form.
  package let form: SkillForm
  /// The name of the folder, which the name of the skill has to be equal to; nil in the single-file form.
  package let folderName: String?
  /// The files that a skill can have.
  package let tree: SkillTree
  /// The errors of the others.
  package let findings: [SkillFinding]

  /// The ends of the names of skills in a single file.
  package static let fileEndings = [".skill.json", ".skill.yaml", ".skill.yml"]

  /// Reads the skill at a path: a folder, the `SKILL.md` in it, or a single file.
  ///
  /// Throws `IpaiError` only when there is nothing to read at the path.
  package init(_ path: String, limits: SkillLimits = .standard) throws(IpaiError) {
    let path = Self.folder(ofMainFile: path)
    if Self.fileEndings.contains(where: path.hasSuffix), let source = try Self.readFile(path, limits) {
      self = source
      return
    }
    let folder: OpenFolder
    do {
      folder = try OpenFolder(path: path)
    } catch {
      throw Self.failure(error, path)
    }
    var reader = SkillTreeReader(limits: limits)
    reader.read(folder)
    self.init(path, .folder, folderName: Self.name(ofFolder: path), reader)
  }

  private init(_ path: String, _ form: SkillForm, folderName: String?, _ reader: SkillTreeReader) {
    self.path = path
    self.form = form
    self.folderName = folderName
    tree = SkillTree(reader.files)
    findings = reader.findings + SkillPath.clashes(reader.files)
  }

  /// The skill in a single file; nil when the path is that of a folder.
  private static func readFile(_ path: String, _ limits: SkillLimits) throws(IpaiError) -> SkillSource? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var reader = SkillTreeReader(limits: limits)
    do {
      let file = try OpenFile(
        PathText.withCString(path) { open($0, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) })
      if file.kind == .folder { return nil }
      reader.add(file, name)
    } catch {
      if case .system(let failure) = error { throw Self.failure(failure, path) }
      reader.add(name, error)
    }
    return SkillSource(path, .file, folderName: nil, reader)
  }

  private static func failure(_ failure: SystemFailure, _ path: String) -> IpaiError {
    switch failure.number {
    case ENOENT: IpaiError(.notFound, "there is no skill at \(path)", hint: "check the path")
    case ENOTDIR:
      IpaiError(
        .usage, "\(path) is not a skill", hint: "name a folder with a SKILL.md, or a .skill.json or .skill.yaml file")
    default: failure.error("read", path)
    }
  }

  /// The path of the folder when that of its `SKILL.md` was given; without slashes at its end.
  private static func folder(ofMainFile path: String) -> String {
    var path = path
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    for name in ["SKILL.md", "skill.md"] {
      if path == name { return "." }
      if path.hasSuffix("/" + name) { return String(path.dropLast(name.count + 1)) }
    }
    return path
  }

  /// The name of a folder, also of one like `.`, whose path does not tell it.
  private static func name(ofFolder path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    guard ["", ".", "..", "/"].contains(last), let resolved = RealPath.existing(path) else {
      return last
    }
    return resolved.split(separator: "/").last.map(String.init) ?? "/"
  }
}
