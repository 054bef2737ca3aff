import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiAdvisor

/// Where a snapshot can be written, which is looked at before an account is read.
struct SnapshotPlaceTests {
  private static let facts = AccountFacts(readAt: FactTime(Timestamp(seconds: 0)))

  @Test func aMissingFolderIsNotMade() throws {
    let folder = try TemporaryFolder()
    for check in [SnapshotFile.checkPlace, { try SnapshotFile.write(Self.facts, to: $0) }] {
      let error = #expect(throws: IpaiError.self) { try check(folder.file("nodir/x.snap")) }
      #expect(error?.code == .notFound && error?.message == "there is no folder \(folder.file("nodir"))")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("nodir")))
  }

  @Test func aFolderAndADeviceAreNoTarget() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path, "/dev/null"] {
      #expect(
        throws: IpaiError(
          .denied, "\(path) is not a regular file, and is not replaced by one", hint: "name another file")
      ) {
        try SnapshotFile.checkPlace(path)
      }
    }
    try SnapshotFile.checkPlace(folder.file("x.snap"))
  }

  @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskIsUnavailable() throws {
    let disk = try SmallDisk(kilobytes: 16)
    var facts = Self.facts
    facts.tags = (0..<2000).map { Tag(name: "tag-\($0)") }
    #expect(throws: IpaiError.self) { try SnapshotFile.write(facts, to: disk.file("x")) }
    do { try SnapshotFile.write(facts, to: disk.file("x")) } catch let error as IpaiError {
      #expect(error.code == .unavailable && error.hint?.contains("free some space") ?? false, "\(error)")
    }
    #expect(FileManager.default.createFile(atPath: disk.file("fill"), contents: nil))
    let fill = try FileHandle(forWritingTo: URL(filePath: disk.file("fill")))
    while (try? fill.write(contentsOf: Data(count: 1024))) != nil {}
    #expect(throws: IpaiError.self) { try SnapshotFile.checkPlace(disk.file("x")) }
  }

  @Test(.enabled(if: SmallDisk.isPossible)) func aReadOnlyDiskIsDenied() throws {
    let disk = try SmallDisk(kilobytes: 64)
    try disk.makeReadOnly()
    let error = #expect(throws: IpaiError.self) { try SnapshotFile.checkPlace(disk.file("x")) }
    #expect(error?.code == .denied)
  }
}
