import Foundation
import IpaiCore
import Synchronization
import TestSupport
import Testing

@testable import IpaiHTTP

@Suite struct FileDownloadTests {
  private let files: TemporaryFolder
  private let parts: TemporaryFolder
  private let server: ScriptServer
  private let content: Data

  init() throws {
    files = try TemporaryFolder()
    parts = try TemporaryFolder()
    var generator = SeededGenerator(seed: 1)
    content = Data((0..<350_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
    try files.write(content, to: "a.bin")
    try files.write("", to: "empty")
    server = try ScriptServer.downloads(from: files)
  }

  private func download(isCancelled: @escaping @Sendable () -> Bool = { false }) -> FileDownload {
    FileDownload(folder: parts.path, isCancelled: isCancelled, sleep: { _ in true })
  }

  private func fetch(
    _ path: String, limit: Int = 1 << 20, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> Data? {
    let address = try WebAddress(server.address + "/" + path)
    return try download(isCancelled: isCancelled).fetch(address, limit: limit).map {
      try Data(contentsOf: URL(fileURLWithPath: $0))
    }
  }

  private func asked() throws -> [String] {
    let data = try #require(try fetch("log"))
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["plain", "norange", "moved", "busy", "slow"])
  func aFileComesWhole(kind: String) throws {
    #expect(try fetch(kind + "/a.bin") == content)
  }

  @Test func aCutDownloadGoesOnWhereItStopped() throws {
    #expect(try fetch("cut/a.bin") == content)
    #expect(
      try asked() == [
        "/cut/a.bin -", "/cut/a.bin bytes=100000-", "/cut/a.bin bytes=200000-", "/cut/a.bin bytes=300000-",
      ])
  }

  @Test func aFileThatChangedMeanwhileStartsOver() throws {
    // The file changes all the time, and what arrives must not be mixed.
    #expect(#expect(throws: IpaiError.self) { try fetch("changed/a.bin") }?.code == .unavailable)
    let part = try #require(
      try FileManager.default.contentsOfDirectory(atPath: parts.path).first { $0.hasSuffix(".partial") })
    let bytes = try Data(contentsOf: URL(fileURLWithPath: parts.path + "/" + part))
    #expect(Set(bytes).count == 1)
  }

  @Test func anInterruptedDownloadGoesOnInTheNextRun() throws {
    let calls = Atomic(0)
    let error = #expect(throws: IpaiError.self) {
      try fetch("slow/a.bin") { calls.wrappingAdd(1, ordering: .relaxed).newValue > 12 }
    }
    #expect(error?.code == .interrupted)
    #expect(try fetch("slow/a.bin") == content)
    let ranges = try asked().map { $0.split(separator: " ")[1] }
    #expect(ranges.count == 2 && ranges[0] == "-" && ranges[1].hasPrefix("bytes="), "\(ranges)")
  }

  @Test func whatIsThereAlreadyIsNotTakenForTheRest() throws {
    let path = try #require(try download().fetch(WebAddress(server.address + "/plain/a.bin"), limit: 1 << 20))
    // The server has no more of a file that is whole already, and it is downloaded again.
    #expect(try fetch("plain/a.bin") == content)
    FileDownload.discard(path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: parts.path).isEmpty)
  }

  @Test(arguments: [("plain/nothing", true), ("plain/empty", false)])
  func whatIsNotThereIsNil(path: String, isMissing: Bool) throws {
    let found = try fetch(path)
    if isMissing {
      #expect(found == nil)
    } else {
      #expect(found == Data())
    }
  }

  @Test(arguments: ["broken/a.bin", "loop/a.bin", "away/a.bin"])
  func whatCannotBeHadIsAnError(path: String) throws {
    let error = #expect(throws: IpaiError.self) { try fetch(path) }
    #expect(error?.code == .unavailable && error?.message.contains(path) == true)
  }

  @Test(arguments: ["endless/a.bin", "plain/a.bin"])
  func whatIsTooLargeIsRefused(path: String) throws {
    #expect(#expect(throws: IpaiError.self) { try fetch(path, limit: 300_000) }?.message.contains("larger") == true)
    let files = try FileManager.default.contentsOfDirectory(atPath: parts.path).filter { $0.hasSuffix(".partial") }
    #expect(files.count == 1)
    for file in files {
      let size = try FileManager.default.attributesOfItem(atPath: parts.path + "/" + file)[.size] as? Int
      #expect(size == 0)
    }
  }

  @Test func noServerIsAnErrorWithoutSecrets() throws {
    let address = try WebAddress("http://user:hunter2@127.0.0.1:9/model?token=hunter3")
    let error = try #require(#expect(throws: IpaiError.self) { try download().fetch(address, limit: 10) })
    #expect(error.code == .unavailable && error.message.contains("http://127.0.0.1:9/model"))
    #expect(!error.rendered.contains("hunter"))
  }

  @Test func twoAtOnceDoNotMix() throws {
    let address = try WebAddress(server.address + "/slow/a.bin")
    let download = download()
    var conflicts = 0
    let path = try download.fetch(address, limit: 1 << 20) { _, _ in
      // A part of the first download has arrived, and the next part waits for this.
      let error = #expect(throws: IpaiError.self) { try download.fetch(address, limit: 1 << 20) }
      if error?.code == .conflict { conflicts += 1 }
    }
    #expect(conflicts > 1)
    #expect(try Data(contentsOf: URL(fileURLWithPath: #require(path))) == content)
  }

  @Test(arguments: ["", "huggingface.co/x", "ftp://x/y", "file:///etc/passwd", "https://", "http:///x", "http://a b/"])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(#expect(throws: IpaiError.self) { try WebAddress(text) }?.code == .usage)
  }

  @Test func pausesAreReadAsSecondsOrAsDates() {
    #expect(RetryAfter.seconds("7") == 7)
    #expect(RetryAfter.seconds("-1") == nil)
    #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:49:37 GMT") == 0)
    #expect((RetryAfter.seconds("Fri, 31 Dec 2199 23:59:59 GMT") ?? 0) > 1e9)
    for text in ["", "soon", "nan", "inf", "1994-11-06"] { #expect(RetryAfter.seconds(text) == nil) }
  }
}
