import Foundation
import Testing

@testable import MCP

/// Streams of events in all the forms that others write (HTML Living Standard, section 9.2.6).
@Suite struct EventParserTests {
  private static func events(_ text: String, cutEvery size: Int? = nil, maxEvent: Int = 1000) throws -> [String] {
    var parser = EventParser(maxEvent: maxEvent)
    var events: [EventParser.Event] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size ?? max(bytes.count, 1)) {
      events += try parser.add(Data(bytes[start..<min(start + (size ?? bytes.count), bytes.count)]))
    }
    return events.map { "\($0.id ?? "-") \($0.name) \(String(decoding: $0.data, as: UTF8.self))" }
  }

  @Test(
    arguments: [
      ("data: a\n\n", ["- message a"]), ("data:a\r\n\r\n", ["- message a"]), ("data:  a\r\r", ["- message  a"]),
      ("data: a\ndata: b\n\n", ["- message a\nb"]), ("data\ndata\n\n", ["- message \n"]),
      (": comment\n\n", []), (":\r\n\r\ndata: a\n\n", ["- message a"]), ("event: x\n\ndata: a\n\n", ["- message a"]),
      ("event: x\ndata: a\n\ndata: b\n\n", ["- x a", "- message b"]),
      ("id: 7\ndata: a\n\ndata: b\n\n", ["7 message a", "7 message b"]), ("id: 7\n\n", ["7 message "]),
      ("id: 7\ndata:\n\n", ["7 message "]), ("id: a\u{0}b\ndata: a\n\n", ["- message a"]),
      ("id: 7\ndata: a\n\nid\ndata: b\n\n", ["7 message a", " message b"]),
      ("\u{FEFF}data: a\n\n", ["- message a"]), ("data: a\n", []), ("data: a", []), ("", []), ("\n\n\n", []),
      ("unknown: a\ndata: b\n\n", ["- message b"]), ("data: a: b\n\n", ["- message a: b"]),
      ("data: é\n\n", ["- message é"]), ("data: {\"a\":\n1\ndata: }\n\n", ["- message {\"a\":\n}"]),
    ] as [(String, [String])])
  func eventsAreReadHoweverTheyAreCut(text: String, events: [String]) throws {
    #expect(try Self.events(text) == events)
    for size in 1...4 { #expect(try Self.events(text, cutEvery: size) == events, "cut every \(size)") }
  }

  @Test(
    arguments: [
      ("retry: 100\n\n", 100), ("retry: 1e3\n", nil), ("retry: -1\n", nil), ("retry:\n", nil),
      ("retry: 99999999999999999999\n", nil),
    ] as [(String, Int?)])
  func theTimeToWaitIsAWholeNumber(text: String, milliseconds: Int?) throws {
    var parser = EventParser(maxEvent: 100)
    _ = try parser.add(Data(text.utf8))
    #expect(parser.retryMilliseconds == milliseconds)
  }

  @Test func whatIsTooLongIsAnError() throws {
    func read(_ text: String) throws -> Int { try Self.events(text, cutEvery: 10, maxEvent: 100).count }
    #expect(throws: EventParser.TooLong.self) { try read("data: " + String(repeating: "a", count: 95)) }
    #expect(throws: EventParser.TooLong.self) { try read(String(repeating: "data: aaaa\n", count: 30)) }
    #expect(throws: EventParser.TooLong.self) { try read(String(repeating: "x", count: 101)) }
    #expect(try read(String(repeating: "data: aaaa\n\n", count: 30)) == 30)
  }

  @Test func whatTheServerWritesIsRead() throws {
    var parser = EventParser(maxEvent: 1000)
    let message = Data(#"{"a":"\n"}"#.utf8)
    let stream =
      ServerSentEvent.primer(id: "s1-0", retryMilliseconds: 100) + ServerSentEvent.keepAlive
      + ServerSentEvent.message(message, id: "s1-1")
    let events = try parser.add(stream)
    #expect(events.map(\.id) == ["s1-0", "s1-1"] && events.map(\.data) == [Data(), message])
    #expect(parser.retryMilliseconds == 100)
  }
}
