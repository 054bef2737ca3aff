import IpaiCore
import IpaiMemory
import TestSupport
import Testing

@Suite struct ClaudeCodeImportTests {
  private static let session = "5a3c9a10-7a57-4f0e-9d5e-0c7b6c1f2a01"

  /// A line with what every line has.
  private static func line(
    _ type: String, _ uuid: String, _ rest: String, session: String = session, time: String = "2026-05-01T12:00:00.123Z"
  ) -> String {
    """
    {"parentUuid":null,"isSidechain":false,"userType":"external","cwd":"/home/me/shop","sessionId":"\(session)",\
    "version":"2.1.20","gitBranch":"fix-cart","type":"\(type)","uuid":"\(uuid)","timestamp":"\(time)",\(rest)}
    """
  }

  private static func user(_ uuid: String, _ text: String, _ rest: String = "\"x\":1") -> String {
    line("user", uuid, "\"message\":{\"role\":\"user\",\"content\":\(text)},\(rest)")
  }

  private static func assistant(_ uuid: String, _ id: String, _ blocks: String, _ rest: String = "\"x\":1") -> String {
    line(
      "assistant", uuid,
      "\"message\":{\"id\":\"\(id)\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[\(blocks)]},\(rest)")
  }

  private static let whole = [
    #"{"type":"permission-mode","permissionMode":"default","sessionId":"\#(session)"}"#,
    #"{"type":"file-history-snapshot","messageId":"u1","snapshot":{"trackedFileBackups":{}},"isSnapshotUpdate":false}"#,
    user("u1", #""The total is wrong when the cart is empty.""#),
    assistant("a1", "msg_1", #"{"type":"thinking","thinking":"secret thoughts","signature":"s"}"#),
    assistant("a2", "msg_1", #"{"type":"text","text":"I will look at the code."}"#),
    assistant(
      "a3", "msg_1",
      #"{"type":"tool_use","id":"t1","name":"Read","input":{"file_path":"/home/me/shop/src/cart.py"}}"#),
    user(
      "u2", #"[{"type":"tool_result","tool_use_id":"t1","content":"def total(): pass"}]"#,
      #""toolUseResult":{"file":{"filePath":"/home/me/shop/src/cart.py","content":"def total(): pass"}}"#),
    assistant(
      "a4", "msg_2",
      #"{"type":"tool_use","id":"t2","name":"Edit","input":{"file_path":"/home/me/shop/src/cart.py"}},"#
        + #"{"type":"tool_use","id":"t3","name":"Write","input":{"file_path":"/tmp/notes.md","content":"x"}},"#
        + #"{"type":"tool_use","id":"t4","name":"Grep","input":{"pattern":"x","path":"/home/me/shop"}}"#),
    assistant("a5", "msg_3", #"{"type":"text","text":"It is fixed."}"#),
    line("system", "y1", #""subtype":"turn_duration","durationMs":1200"#),
    line(
      "attachment", "q1",
      #""attachment":{"type":"queued_command","commandMode":"prompt","prompt":"Add a test too."}"#),
    line("attachment", "q2", #""attachment":{"type":"todo_reminder","content":[]}"#),
    #"{"type":"ai-title","aiTitle":"Empty carts","sessionId":"\#(session)"}"#,
    #"{"type":"custom-title","customTitle":"Cart total","sessionId":"\#(session)"}"#,
    #"{"type":"ai-title","aiTitle":"Carts, empty","sessionId":"\#(session)"}"#,
  ]

  @Test func whatWasSaidIsKeptAndNothingElse() throws {
    let run = try ImportRun(.claudeCode, lines: Self.whole)
    #expect(run.problems.isEmpty)
    let conversation = try #require(run.conversations.first)
    #expect(run.conversations.count == 1)
    #expect(conversation.sessionID == Self.session)
    #expect(conversation.title == "Cart total")
    #expect(conversation.summary == nil)
    #expect(!conversation.isNote)
    #expect(
      conversation.context == [
        "workspace": "/home/me/shop", "branch": "fix-cart", "files": "src/cart.py\n/tmp/notes.md",
        "source": "claude-code",
      ])
    let time = Timestamp(seconds: 1_777_636_800)
    #expect(
      conversation.messages == [
        NewMessage(id: "u1", role: "user", content: "The total is wrong when the cart is empty.", timestamp: time),
        NewMessage(id: "a2", role: "assistant", content: "I will look at the code.", timestamp: time),
        NewMessage(id: "a5", role: "assistant", content: "It is fixed.", timestamp: time),
        NewMessage(id: "q1", role: "user", content: "Add a test too.", timestamp: time),
      ])
  }

  /// What stands for the content of a line of the user, and what is left of it.
  @Test(
    arguments: [
      (#""<system-reminder>\nBe brief.\n</system-reminder>""#, nil),
      (#""Fix it.\n<system-reminder>Be brief.</system-reminder>\n""#, "Fix it."),
      (#""Fix it.<system-reminder>Be brief.</system-reminder>""#, "Fix it."),
      (#""<ide_opened_file>a.py is open</ide_opened_file>Fix it.""#, "Fix it."),
      (#"[{"type":"text","text":"<ide_selection>x</ide_selection>"},{"type":"text","text":"Fix it."}]"#, "Fix it."),
      (#"[{"type":"text","text":"One."},{"type":"image","source":{}},{"type":"text","text":"Two."}]"#, "One.\n\nTwo."),
      (
        #""Why is there a <system-reminder>x</system-reminder> in the text?""#,
        "Why is there a <system-reminder>x</system-reminder> in the text?"
      ),
      (
        #""<command-name>/clear</command-name>\n<command-message>clear</command-message>\n<command-args></command-args>""#,
        nil
      ),
      (
        #""<command-message>model</command-message>\n<command-name>/model</command-name>\n<command-args>opus</command-args>""#,
        nil
      ),
      (
        #""<command-message>plan</command-message>\n<command-name>/plan</command-name>\n<command-args>Let people log in by mail.</command-args>""#,
        "Let people log in by mail."
      ),
      (#""<local-command-stdout>done</local-command-stdout>""#, nil),
      (#""<local-command-stdout>it was cut""#, nil),
      (#""<bash-input>ls</bash-input>\n<bash-stdout>a b</bash-stdout><bash-stderr></bash-stderr>""#, nil),
      (#""<task-notification>\n<task-id>1</task-id>\n</task-notification>""#, nil),
      (#""Caveat: The messages below were generated by the user while running local commands. DO NOT respond.""#, nil),
      (#""[Request interrupted by user]""#, nil), (#""[Request interrupted by user for tool use]""#, nil),
      (#"[{"type":"tool_result","content":"x"}]"#, nil), (#"[]"#, nil), (#""""#, nil), (#"" \n ""#, nil), ("null", nil),
      (#""a < b and <b>bold</b>""#, "a < b and <b>bold</b>"), (#""two\u0000parts""#, "two\u{FFFD}parts"),
    ] as [(String, String?)])
  func whatProgramsPutInIsTakenOut(content: String, left: String?) throws {
    let run = try ImportRun(.claudeCode, lines: [Self.user("u1", content)])
    #expect(run.turns == [left].compactMap { $0.map { "user: \($0)" } })
    #expect(run.problems.isEmpty)
  }

  @Test(arguments: [
    #""isMeta":true"#, #""isSidechain":true"#, #""isVisibleInTranscriptOnly":true"#, #""isApiErrorMessage":true"#,
  ])
  func linesThatNobodySaidAreLeftOut(flag: String) throws {
    // The flag comes first, since of a key that is there twice the first counts.
    let text = #"{\#(flag),"type":"user","uuid":"u1","sessionId":"s","message":{"role":"user","content":"Hello"}}"#
    #expect(try ImportRun(.claudeCode, lines: [text]).conversations.isEmpty)
  }

  @Test func answersThatTheProgramMadeUpAreLeftOut() throws {
    let text = """
      {"type":"assistant","uuid":"a","sessionId":"s","message":{"id":"m","model":"<synthetic>","role":"assistant",\
      "content":[{"type":"text","text":"No response requested."}]}}
      """
    #expect(try ImportRun(.claudeCode, lines: [text]).conversations.isEmpty)
  }

  /// An answer in several lines: streamed, repeated after the session was taken up again, and in two parts.
  @Test func anAnswerIsOneTurn() throws {
    let run = try ImportRun(
      .claudeCode,
      lines: [
        Self.user("u1", #""Count.""#),
        Self.assistant("a1", "msg_1", #"{"type":"text","text":"One"}"#),
        Self.assistant("a2", "msg_1", #"{"type":"text","text":"One, two"}"#),
        Self.assistant("a3", "msg_1", #"{"type":"tool_use","id":"t","name":"Bash","input":{"command":"ls"}}"#),
        Self.user("u2", #"[{"type":"tool_result","tool_use_id":"t","content":"x"}]"#),
        Self.assistant("a4", "msg_1", #"{"type":"text","text":"Three"}"#),
        Self.assistant("a5", "msg_1", #"{"type":"text","text":"Three"}"#),
        Self.user("u1", #""Count, once more with the same id.""#),
        Self.user("u3", #""Go on.""#),
        Self.assistant("a6", "msg_1", #"{"type":"text","text":"One, two"}"#),
      ])
    #expect(run.turns == ["user: Count.", "assistant: One, two\n\nThree", "user: Go on."])
    #expect(run.conversations.first?.messages.map(\.id) == ["u1", "a4", "u3"])
  }

  /// Until version 2 a session that was taken up again became a new file, with the lines of the old one.
  @Test func linesThatWereTakenAlongCountOnce() throws {
    let folder = try TemporaryFolder()
    let first = "00000000-0000-4000-8000-00000000000a"
    let second = "00000000-0000-4000-8000-00000000000b"
    let question = (1...2).map { "00000000-0000-4000-8000-00000000010\($0)" }
    func line(_ uuid: String, _ session: String, _ text: String) -> String {
      Self.line("user", uuid, #""message":{"role":"user","content":"\#(text)"}"#, session: session)
    }
    try folder.write(line(question[0], first, "First."), to: "-home-me-shop/\(first).jsonl")
    try folder.write(
      [
        #"{"type":"summary","summary":"How it began","leafUuid":"\#(question[0])"}"#,
        line(question[0], second, "First."), line(question[1], second, "Second."),
      ].joined(separator: "\n"), to: "-home-me-shop/\(second).jsonl")
    let run = try ImportRun(.claudeCode, paths: [folder.path])
    #expect(run.conversations.map(\.sessionID) == [first, second])
    #expect(run.turns == ["user: First.", "user: Second."])
    #expect(run.conversations.last?.title == "How it began")
    // By itself the second is whole.
    #expect(try ImportRun(.claudeCode, paths: [folder.file("-home-me-shop/\(second).jsonl")]).turns.count == 2)
  }

  @Test func aCompactedConversationHasASummary() throws {
    let text = #""This session is being continued from a previous conversation that ran out of context.\nWe fixed it.""#
    let marked = Self.user("u2", #""The summary.""#, #""isCompactSummary":true,"isVisibleInTranscriptOnly":true"#)
    let run = try ImportRun(.claudeCode, lines: [Self.user("u1", #""Hello""#), Self.user("u2", text)])
    #expect(run.turns == ["user: Hello"])
    #expect(run.conversations.first?.summary?.hasSuffix("We fixed it.") == true)
    let second = try ImportRun(.claudeCode, lines: [Self.user("u1", #""Hello""#), Self.user("u3", text), marked])
    #expect(second.conversations.first?.summary == "The summary.")
    let long = Self.user("u2", "\"\(String(repeating: "é", count: 40_000))\"", #""isCompactSummary":true"#)
    let third = try ImportRun(.claudeCode, lines: [Self.user("u1", #""Hello""#), long])
    #expect(third.conversations.first?.summary?.utf8.count == 64 << 10)
  }

  @Test func aLineThatNamesNoSessionIsOfTheFile() throws {
    let line = #"{"type":"user","message":{"role":"user","content":"Hello"}}"#
    #expect(try ImportRun(.claudeCode, line, name: "/p/abc.jsonl").conversations.map(\.sessionID) == ["abc"])
    #expect(try ImportRun(.claudeCode, line, name: "-").complaints == ["1: names no session"])
  }

  @Test func filesAreRelativeAndFew() throws {
    let edits = (0..<300).map { number in
      Self.assistant(
        "a\(number)", "m\(number)",
        #"{"type":"tool_use","name":"Write","input":{"file_path":"/home/me/shop/\#(number).txt"}}"#)
    }
    let odd = [#"/home/me/shopping/a"#, #"b\nc"#, "", "/home/me/shop/d"].map {
      Self.assistant("b", "m", #"{"type":"tool_use","name":"Write","input":{"file_path":"\#($0)"}}"#)
    }
    let hello = [Self.user("u1", #""Hello""#)]
    let files = try #require(ImportRun(.claudeCode, lines: hello + edits).conversations.first?.context["files"])
    #expect(files.split(separator: "\n").count == 200)
    #expect(files.hasPrefix("0.txt\n1.txt\n"))
    let other = try ImportRun(.claudeCode, lines: hello + odd).conversations.first?.context["files"]
    #expect(other == "/home/me/shopping/a\nd")
  }

  @Test func pathsOfWindowsAreRelativeToo() throws {
    let line = #"""
      {"type":"assistant","uuid":"a","sessionId":"s","cwd":"C:\\shop","message":{"id":"m","content":[\#
      {"type":"text","text":"Hi"},{"type":"tool_use","name":"Read","input":{"file_path":"C:\\shop\\src\\a.py"}}]}}
      """#
    let conversation = try #require(ImportRun(.claudeCode, lines: [line]).conversations.first)
    #expect(conversation.context["files"] == "src/a.py")
  }

  @Test(arguments: [
    (#""yesterday""#, "'yesterday' is not a time: RFC 3339 is read, as in 2026-05-01T12:00:00Z"),
    ("[1]", "the time is neither text nor a number"),
    ("1e300", "1e+300 is not a time: seconds since 1970 are read, or milliseconds"),
  ])
  func aLineWithAWrongTimeIsNamed(time: String, message: String) throws {
    let wrong = #"{"type":"user","uuid":"u","sessionId":"s","timestamp":\#(time),"message":{"content":"Hi"}}"#
    let run = try ImportRun(.claudeCode, lines: [Self.user("u1", #""Hello""#), wrong])
    #expect(run.turns == ["user: Hello"])
    #expect(run.complaints == ["2: \(message)"])
  }

  /// A tool can cut its output in the middle of a character, and no decoder reads that.
  @Test func halfCharactersAreReplaced() throws {
    let run = try ImportRun(
      .claudeCode, lines: [Self.user("u1", #""a\ud83d b\udc00 \ud83d\ude00 \\ud83d""#)])
    #expect(run.turns == ["user: a\u{FFFD} b\u{FFFD} 😀 \\ud83d"])
    #expect(run.problems.isEmpty)
  }

  @Test func importingAgainGivesTheSame() throws {
    let once = try ImportRun(.claudeCode, lines: Self.whole)
    #expect(try ImportRun(.claudeCode, lines: Self.whole).conversations == once.conversations)
    // A session that went on has the same messages and more.
    let more = try ImportRun(.claudeCode, lines: Self.whole + [Self.user("u9", #""And more.""#)])
    #expect(more.conversations.first?.messages.dropLast() == once.conversations.first.map { $0.messages[...] })
  }
}
