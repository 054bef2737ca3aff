import IpaiCore
import IpaiMemory
import Testing

@Suite struct JSONLImportTests {
  private static let whole = #"""
    {"session_id":"s1","user_id":"robin","title":"Carts","summary":"Fixed.","context":{"branch":"main","files":["a","b"],\#
    "size":2,"ok":true},"messages":[{"id":"1","role":"user","name":"Robin","content":"Hello",\#
    "timestamp":"2026-05-01T12:00:00Z"},{"id":2,"role":"assistant","content":[{"type":"text","text":"Hi"},\#
    {"type":"text","text":"there"}]}],"more":{"of":["no","use"]}}
    """#

  private static let expected = NewConversation(
    sessionID: "s1", userID: "robin", title: "Carts", summary: "Fixed.",
    context: ["branch": "main", "files": "a\nb", "size": "2", "ok": "true"],
    messages: [
      NewMessage(id: "1", role: "user", name: "Robin", content: "Hello", timestamp: Timestamp(seconds: 1_777_636_800)),
      NewMessage(id: "2", role: "assistant", content: "Hi\n\nthere"),
    ])

  @Test func aConversationIsTakenAsItIs() throws {
    let run = try ImportRun(.jsonl, lines: [Self.whole])
    #expect(run.problems.isEmpty)
    #expect(run.conversations == [Self.expected])
  }

  /// One value over many lines, an array, several arrays, line ends of Windows, a byte order mark.
  @Test(arguments: [
    "{\n" + whole.dropFirst().replacing(",\"", with: ",\n  \""), "[\(whole)]", "[\n\(whole)\n]\n", " [ \(whole) ] ",
    "\u{FEFF}\(whole)", "\u{FEFF}[\(whole)]", "\n\r\n\(whole)\r\n\r\n",
  ])
  func otherLayoutsAreRead(text: String) throws {
    let run = try ImportRun(.jsonl, text)
    #expect(run.conversations == [Self.expected])
    #expect(run.problems.isEmpty)
  }

  @Test func arraysHaveManyConversations() throws {
    #expect(try ImportRun(.jsonl, "[\(Self.whole),\(Self.whole)]\n[\(Self.whole)]").conversations.count == 3)
    #expect(try ImportRun(.jsonl, "[]").conversations.isEmpty)
    #expect(try ImportRun(.jsonl, "").conversations.isEmpty)
    #expect(try ImportRun(.jsonl, " \n\n").problems.isEmpty)
  }

  @Test func aNoteNeedsNoID() throws {
    let note = #"{"note":true,"messages":[{"role":"user","content":"Use tabs"}]}"#
    let run = try ImportRun(.jsonl, lines: [note, note])
    #expect(run.conversations.count == 2)
    #expect(run.conversations[0].isNote)
    #expect(run.conversations[0].sessionID.hasPrefix("note-"))
    #expect(run.conversations[0] == run.conversations[1])
  }

  /// A time and the second that it is.
  @Test(
    arguments: [
      (#""2026-05-01T12:00:00Z""#, 1_777_636_800), (#""2026-05-01t12:00:00z""#, 1_777_636_800),
      (#""2026-05-01T12:00:00.999Z""#, 1_777_636_800), (#""2026-05-01 14:00:00+02:00""#, 1_777_636_800),
      (#""2026-05-01T06:30:00-0530""#, 1_777_636_800), (#""2026-05-01T14:00:00,5+02""#, 1_777_636_800),
      (#""2026-05-01T12:00:00""#, 1_777_636_800), (#""2026-05-01T12:00""#, 1_777_636_800),
      (#""2026-05-01T12:00:00 +00:00""#, 1_777_636_800), (#""2026-05-01""#, 1_777_593_600),
      (#""2016-12-31T23:59:60Z""#, 1_483_228_799), (#""1969-12-31T23:59:59Z""#, -1),
      (#""2024-02-29T00:00:00Z""#, 1_709_164_800),
      ("1777636800", 1_777_636_800), ("1777636800.9", 1_777_636_800), ("1777636800123", 1_777_636_800),
      (#""1777636800""#, 1_777_636_800), (#""1777636800.123""#, 1_777_636_800), (#""1777636800123""#, 1_777_636_800),
      ("0", 0), ("-1.5", -2), ("100000000000", 100_000_000_000), ("100000000001", 100_000_000),
    ] as [(String, Int64)])
  func timesAreRead(time: String, seconds: Int64) throws {
    let line = #"{"session_id":"s","messages":[{"role":"user","content":"x","timestamp":\#(time)}]}"#
    let run = try ImportRun(.jsonl, lines: [line])
    #expect(run.conversations.first?.messages.first?.timestamp == Timestamp(seconds: seconds))
    #expect(run.problems.isEmpty)
  }

  @Test(arguments: [
    "yesterday", "2026-05-01T", "2026-05-01T12", "2026-05-01T25:00:00Z", "2026-05-01T12:60:00Z", "2026-05-01T12:00:61Z",
    "2026-02-30T12:00:00Z", "2026-13-01T12:00:00Z", "2026-05-01T12:00:00+24:00", "2026-05-01T12:00:00Zulu", "", "1e9",
    "26-05-01T12:00:00Z", "+2026-05-01T12:00:00Z", "２０２６-05-01T12:00:00Z", "12345678", "1.2.3456789",
  ])
  func whatIsNoTimeIsNamed(text: String) throws {
    let line = #"{"session_id":"s","messages":[{"role":"user","content":"x","timestamp":"\#(text)"}]}"#
    let run = try ImportRun(.jsonl, lines: [line])
    #expect(run.conversations.isEmpty)
    #expect(
      run.complaints == [
        "1: messages[0]: '\(text)' is not a time: RFC 3339 is read, as in 2026-05-01T12:00:00Z"
      ])
  }

  @Test(arguments: [
    ("{}", "the record has no messages"),
    (#"{"messages":[]}"#, "the conversation has no session_id; only a note needs none"),
    (#"{"session_id":1,"messages":[]}"#, "session_id is not valid text"),
    (#"{"session_id":"s","messages":{}}"#, "messages is not a list"),
    (#"{"session_id":"s","messages":[1]}"#, "messages[0] is not an object"),
    (#"{"session_id":"s","messages":[{"role":"user"}]}"#, "messages[0] has no content"),
    (#"{"session_id":"s","messages":[{"content":"x"}]}"#, "messages[0] has no role"),
    (#"{"session_id":"s","messages":[{"role":"user","content":1}]}"#, "messages[0].content is not valid text"),
    (#"{"session_id":"s","messages":[{"role":"user","content":{}}]}"#, "messages[0].content is not valid text"),
    (#"{"session_id":"s","messages":[{"role":7,"content":"x"}]}"#, "messages[0].role is not valid text"),
    (#"{"session_id":"s","messages":[{"id":1.5,"role":"u","content":"x"}]}"#, "messages[0].id is not valid text"),
    (#"{"session_id":"s","note":"yes","messages":[]}"#, "note is not true or false"),
    (#"{"session_id":"s","context":[],"messages":[]}"#, "context is not an object"),
    (#"{"session_id":"s","context":{"a":{"b":1}},"messages":[]}"#, "context.a is not valid text"),
    (
      #"{"session_id":"s","messages":[{"role":"user","content":"x","timestamp":1e300}]}"#,
      "messages[0]: 1e+300 is not a time: seconds since 1970 are read, or milliseconds"
    ),
    (#"{"session_id":"s","messages":[{"role":"user","content":"a\qb"}]}"#, "is not valid JSON"),
    ("nonsense", "is not valid JSON"), (#"{"session_id":"s""#, "is not valid JSON"),
    ("[1,2]", "the record is not an object"),
    ("17", "the record is not an object"), ("null", "the record is not an object"),
  ])
  func aWrongLineIsNamedAndTheRestKept(line: String, message: String) throws {
    let run = try ImportRun(.jsonl, lines: [Self.whole, line, Self.whole])
    #expect(run.conversations.count == 2)
    #expect(run.complaints == ["2: \(message)"])
  }
}
