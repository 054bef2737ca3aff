import Foundation
import Testing

@testable import IpaiEmbedding

@Suite struct UnicodeTableTests {
  /// What a damaged file has for a replacement may be any number. Nothing behind the table may be read for it: the pages
  /// there cannot be read, as far as the largest number reaches.
  @Test func numbersThatAreNoCodePointsStayAsTheyAre() throws {
    let section = try UnicodeTableBuilder.section(from: "41 m 61\n20 s\n")
    let page = Int(getpagesize())
    let readable = (section.count + page - 1) / page * page
    let reach = Int(UInt32.max >> 8) * MemoryLayout<UInt16>.stride
    let size = readable + reach + page
    let start = try #require(mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0))
    try #require(start != MAP_FAILED)
    defer { munmap(start, size) }
    try #require(mprotect(start, readable, PROT_READ | PROT_WRITE) == 0)
    start.copyMemory(from: section, byteCount: section.count)

    let table = try UnicodeTable(UnsafeRawBufferPointer(start: start, count: section.count))
    for number: UInt32 in [0x11_0000, 0x200_0000, .max] {
      #expect(table.entry(number).kind == .same)
      #expect(table.replacement(table.entry(number)).isEmpty)
    }
    #expect(table.entry(0x10_FFFF).kind == .same)
    #expect(table.entry(0x20).kind == .space)
    #expect(Array(table.replacement(table.entry(0x41))) == [0x61])
  }
}
