import IpaiActions
import IpaiCore
import IpaiGit

/// What the actions of a server need.
enum ServedServices {
  /// Services in which clients may name files below `roots` and where the server stands.
  static func make(_ invocation: Invocation, roots: [String]) -> Services {
    let world = invocation.world
    let own = invocation.sources.workTree ?? world.currentDirectory
    // Asking libgit2 takes a while, and a folder without a repository around it need not be asked about.
    let gitDirectory = invocation.sources.workTree.flatMap(Self.gitDirectory).map { [$0] } ?? []
    return Services(
      configuration: invocation.configuration, directories: invocation.sources.directories,
      databasePath: invocation.databasePath, folder: world.currentDirectory, processorCount: world.processorCount,
      threads: max(4, world.processorCount), environment: world.environment,
      roots: PathRoots(roots + [own] + gitDirectory), now: world.now)
  }

  /// The git directory of the repository around a folder, which is elsewhere for a linked work tree; nil outside of repositories.
  static func gitDirectory(_ folder: String) -> String? { try? GitRepository(containing: folder).gitDirectory }
}
