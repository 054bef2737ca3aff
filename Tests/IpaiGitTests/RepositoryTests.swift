import Foundation
import IpaiCore
import IpaiGit
import TestSupport
import Testing

@Suite struct RepositoryTests {
  private func failure(_ path: String) -> IpaiError? {
    do {
      _ = try GitRepository(containing: path)
      return nil
    } catch { return error as? IpaiError }
  }

  @Test func aFolderInNoRepositoryIsNotFound() throws {
    let folder = try TemporaryFolder()
    #expect(failure(folder.path)?.code == .notFound)
    #expect(failure(folder.file("none"))?.message == "there is no folder \(folder.file("none"))")
  }

  @Test func anyFolderOfAWorkTreeWillDo() throws {
    let work = try TestRepository()
    try work.commit("one", files: ["deep/er/file": "x"])
    let root = try GitRepository(containing: work.path)
    let inner = try GitRepository(containing: work.path + "/deep/er")
    let directories = (inner.gitDirectory, root.gitDirectory)
    #expect(directories.0 == directories.1)
    let paths = (inner.path, root.path)
    #expect(paths.0 == paths.1)
  }

  @Test func linkedWorkTreesAndSubmodulesHaveGitDirectoriesOfTheirOwn() throws {
    let work = try TestRepository()
    try work.commit("one", files: ["a": "x"])
    let linked = work.path + "-linked"
    defer { try? FileManager.default.removeItem(atPath: linked) }
    try work.git("worktree", "add", "-q", "-b", "side", linked)
    let other = try TestRepository()
    try other.commit("theirs", files: ["b": "y"])
    try work.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", other.path, "sub")
    let paths = [work.path, linked, work.path + "/sub"]
    let directories = try paths.map { path in
      let git = try GitRepository(containing: path)
      let head = git.commit(named: "HEAD")
      #expect(head != nil)
      return git.gitDirectory
    }
    #expect(Set(directories).count == 3)
  }

  @Test func anEmptyRepositoryIsUnborn() throws {
    let work = try TestRepository()
    let git = try GitRepository(containing: work.path)
    let isUnborn = git.isUnborn
    #expect(isUnborn)
    let head = git.commit(named: "HEAD")
    #expect(head == nil)
    let tips = try git.tipsOfAllReferences()
    #expect(tips.isEmpty)
  }

  @Test(.enabled(if: getuid() == 0, "only root can give a folder away"))
  func aRepositoryOfAnotherUserSaysHowToTrustIt() throws {
    let work = try TestRepository()
    try work.commit("one", files: ["a": "x"])
    _ = try Subprocess.run(["chown", "-R", "65534:65534", work.path])
    let error = failure(work.path)
    #expect(error?.code == .denied)
    #expect(error?.message.contains("belongs to another user") == true)
    #expect(error?.hint?.contains("safe.directory") == true)
  }

  @Test func aSHA256RepositoryIsRefusedClearly() throws {
    let work = try TestRepository("--object-format=sha256")
    try work.commit("one", files: ["a": "x"])
    let error = failure(work.path)
    #expect(error?.code == .unavailable)
    #expect(error?.message.contains("sha256") == true)
  }

  @Test func aShallowCloneHasABoundary() throws {
    let work = try TestRepository()
    for number in 1...5 { try work.commit("commit \(number)", files: ["a": "\(number)"], seconds: number) }
    let clone = try TestRepository(cloning: "file://" + work.path, "--depth", "2")
    let git = try GitRepository(containing: clone.path)
    let boundary = git.shallowBoundary
    #expect(boundary.count == 1)
    let head = git.commit(named: "HEAD")
    let walk = try CommitWalk(git, from: [try #require(head)])
    #expect(walk.commits.count == 2)
    #expect(walk.reachedShallowBoundary)
    #expect(walk.broken.isEmpty)
  }

  @Test func aDamagedCommitEndsItsLineAndIsNamed() throws {
    let work = try TestRepository()
    for number in 1...5 { try work.commit("commit \(number)", files: ["a": "\(number)"], seconds: number) }
    let broken = try work.git("rev-parse", "HEAD~2")
    let file = work.path + "/.git/objects/\(broken.prefix(2))/\(broken.dropFirst(2))"
    chmod(file, 0o644)
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: file))
    let git = try GitRepository(containing: work.path)
    let head = git.commit(named: "HEAD")
    let walk = try CommitWalk(git, from: [try #require(head)])
    #expect(walk.commits.count == 2)
    #expect(walk.broken.map(\.hex) == [broken])
  }
}
