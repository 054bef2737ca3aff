import Foundation
import Synchronization
import TestSupport
import Testing

@testable import IpaiEvals

@Suite struct WorkplaceFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Each start removes what others have left, and must not take a folder that is just being made for that.
  @Test func manyStartAtOnce() throws {
    let place = folder.file("places")
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 50) { _ in
      for _ in 0..<20 {
        do {
          WorkplaceFolder.removeAbandoned(in: place)
          let workplace = try WorkplaceFolder(in: place, group: nil)
          WorkplaceFolder.removeAbandoned(in: place)
          var status = stat()
          if stat(workplace.path, &status) != 0 { failures.withLock { $0.append("\(workplace.path) is gone") } }
          workplace.remove()
        } catch { failures.withLock { $0.append("\(error)") } }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: place) == [])
  }

  /// Root may give a folder to any group.
  @Test(.enabled(if: geteuid() != 0)) func aFolderThatCannotBeMadeLeavesNothing() throws {
    #expect(throws: (any Error).self) { try WorkplaceFolder(in: folder.path, group: 0) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }
}
