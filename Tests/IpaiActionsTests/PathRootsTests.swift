import Foundation
import IpaiActions
import IpaiCore
import TestSupport
import Testing

@Suite struct PathRootsTests {
  private let folder: TemporaryFolder
  private let roots: PathRoots

  init() throws {
    folder = try TemporaryFolder()
    roots = PathRoots([folder.path])
  }

  @Test(arguments: [".git/x", "a/.GIT", ".git/\u{301}x", "missing/../\u{301}x", "../\u{301}x"])
  func whatIsOfGitOrLeadsElsewhereIsRefused(path: String) {
    #expect(roots.refusal(folder.file(path))?.code == .denied)
  }

  @Test(arguments: ["x", "a/\u{301}x", ".github/x"]) func whatIsInsideIsNot(path: String) {
    #expect(roots.refusal(folder.file(path)) == nil)
  }

  @Test func aBareRepositoryIsSeenBehindAHiddenSlash() throws {
    for name in ["HEAD", "objects/x", "refs/x"] { try folder.write("", to: "bare/\(name)") }
    for path in ["bare/x", "bare/\u{301}x"] {
      #expect(throws: IpaiError.self, "\(path)") { try roots.checkWritable(folder.file(path)) }
    }
  }
}
