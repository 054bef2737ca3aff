import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiPromotion

@Suite struct GzipTests {
  private func problem(_ data: Data, limit: Int = 1 << 20) -> String? {
    do {
      _ = try Gzip.expanded(data, limit: limit)
      return nil
    } catch {
      return (error as? IpaiError)?.message
    }
  }

  @Test(arguments: [0, 1, 511, 512, 300_000, 1_000_000])
  func whatIsCompressedComesBack(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let data = Data((0..<count).map { $0 % 7 == 0 ? UInt8.random(in: 0...255, using: &random) : 65 })
    let packed = try Gzip.compressed(data)
    #expect(try Gzip.expanded(packed, limit: count) == data)
    #expect(try Gzip.compressed(data) == packed)
    // Neither a time nor a system stands in the header (RFC 1952, section 2.3).
    #expect(Array(packed.prefix(10)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
  }

  @Test func gzipReadsIt() throws {
    let data = Data("what the program gzip makes of it\n".utf8)
    let run = try Subprocess.run(["gzip", "-dc"], input: Gzip.compressed(data))
    #expect(run.status == 0 && run.output == data)
    let packed = try Subprocess.run(["gzip", "-c"], input: data).output
    #expect(try Gzip.expanded(packed, limit: 100) == data)
  }

  @Test func aBombIsRefusedEarly() throws {
    let bomb = try Gzip.compressed(Data(count: 50_000_000))
    #expect(bomb.count < 100_000)
    #expect(problem(bomb, limit: 1_000_000)?.contains("expands to more than") == true)
  }

  @Test func whatIsDamagedIsRefused() throws {
    let data = Data((0..<5_000).map { UInt8(truncatingIfNeeded: $0 * $0) })
    let packed = try Gzip.compressed(data)
    for count in [0, 1, 9, 10, packed.count / 2, packed.count - 8, packed.count - 1] {
      #expect(problem(packed.prefix(count)) != nil, "\(count)")
    }
    var random = SeededGenerator(seed: 3)
    // Some bits mean nothing, such as those that fill the last byte.
    for _ in 0..<300 {
      var damaged = Array(packed)
      damaged[Int.random(in: 10..<damaged.count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
      if let read = try? Gzip.expanded(Data(damaged), limit: 1 << 20) { #expect(read == data) }
    }
    #expect(problem(packed + Data([0]))?.contains("follows") == true)
    #expect(problem(packed + packed)?.contains("follows") == true)
  }
}
