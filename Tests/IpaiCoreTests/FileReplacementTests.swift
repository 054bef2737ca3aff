import Foundation
import IpaiCore
import TestSupport
import Testing

/// A file is replaced where it is, and what is new is for those it is meant for.
struct FileReplacementTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func mode(_ name: String) -> mode_t {
    var information = stat()
    return lstat(folder.file(name), &information) == 0 ? information.st_mode : 0
  }

  private func write(_ name: String) throws {
    try FileReplacement.write(Data("new".utf8), to: folder.file(name), permissions: 0o600)
  }

  @Test(arguments: ["nothere", "./nothere"])
  func aLinkToNothingLeadsToANewFile(_ target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: target)
    try write("link")
    #expect(mode("link") & S_IFMT == S_IFLNK)
    #expect(mode("nothere") == S_IFREG | 0o600)
    #expect(try String(contentsOfFile: folder.file("nothere"), encoding: .utf8) == "new")
  }

  @Test func linksOfLinksAreFollowed() throws {
    try FileManager.default.createDirectory(atPath: folder.file("inner"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "inner/link")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("inner/link"), withDestinationPath: folder.file("file"))
    try write("link")
    #expect(mode("link") & S_IFMT == S_IFLNK && mode("inner/link") & S_IFMT == S_IFLNK)
    #expect(mode("file") == S_IFREG | 0o600)
  }

  @Test func aFileKeepsItsPermissions() throws {
    let path = try folder.write("old", to: "file")
    #expect(chmod(path, 0o644) == 0)
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "file")
    try write("link")
    #expect(mode("link") & S_IFMT == S_IFLNK)
    #expect(mode("file") == S_IFREG | 0o644)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
  }

  @Test func linksThatLeadInACircleAreRefused() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.file("a"), withDestinationPath: "b")
    try FileManager.default.createSymbolicLink(atPath: folder.file("b"), withDestinationPath: "a")
    #expect(throws: IpaiError.self) { try write("a") }
    #expect(mode("a") & S_IFMT == S_IFLNK && mode("b") & S_IFMT == S_IFLNK)
  }
}
