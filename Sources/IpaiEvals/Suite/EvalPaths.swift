import IpaiCore
import IpaiSkills

/// The paths of files that can stand beside each other in one folder.
struct EvalPaths {
  private var files: Set<String> = []
  private var folders: Set<String> = []

  /// What file systems take.
  private static let mostBytes = 1_000
  private static let mostNameBytes = 255

  /// The paths of a tree.
  init(_ tree: SkillTree) {
    for file in tree.files { insert(file.path) }
  }

  /// Adds the path of a file, which may be there already. Returns why it cannot be added; nil when it was.
  mutating func add(_ path: String) -> String? {
    if let fault = SkillPath.fault(in: path) { return fault }
    guard path.utf8.count <= Self.mostBytes,
      PathText.parts(path).allSatisfy({ $0.utf8.count <= Self.mostNameBytes })
    else { return "it is too long" }
    if folders.contains(path) { return "there is a folder of that name" }
    if let file = PathText.folders(of: path).first(where: files.contains) { return "'\(file.prefix(80))' is a file" }
    insert(path)
    return nil
  }

  private mutating func insert(_ path: String) {
    files.insert(path)
    folders.formUnion(PathText.folders(of: path))
  }
}
