import IpaiActions
import IpaiCore
import IpaiGit

/// What the actions of a server need.
enum ServedServices {
  /// How much work gives way to answering, where many clients are served. With 5, `/health` takes 7 ms (p99) instead of 5 while
  /// eight clients search on two processors. What computes in the same terminal has the more of the processor for it.
  private static let niceness: Int32 = 10

  /// Services in which clients may name files below `roots` and where the server stands.
  static func make(_ invocation: Invocation, roots: [String], servesMany: Bool) -> Services {
    let world = invocation.world
    let own = invocation.sources.workTree ?? world.currentDirectory
    // Asking libgit2 takes a while, and a folder without a repository around it need not be asked about.
    let gitDirectory = invocation.sources.workTree.flatMap(Self.gitDirectory).map { [$0] } ?? []
    return Services(
      configuration: invocation.configuration, directories: invocation.sources.directories,
      databasePath: invocation.databasePath, folder: world.currentDirectory, processorCount: world.processorCount,
      threads: max(4, world.processorCount), niceness: servesMany ? niceness : 0, environment: world.environment,
      roots: PathRoots(roots + [own] + gitDirectory), now: world.now)
  }

  /// The git directory of the repository around a folder, which is elsewhere for a linked work tree; nil outside of repositories.
  static func gitDirectory(_ folder: String) -> String? { try? GitRepository(containing: folder).gitDirectory }
}
