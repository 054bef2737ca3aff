import IpaiCore
import IpaiMemory
import Testing

@Suite struct CodexImportTests {
  private static let id = "019a1c2e-5b7f-7a11-9c3d-2f4e6a8b0c1d"

  private static func line(_ type: String, _ payload: String, time: String = "2026-02-03T10:00:00.250Z") -> String {
    #"{"timestamp":"\#(time)","type":"\#(type)","payload":{\#(payload)}}"#
  }

  private static func said(_ role: String, _ text: String, _ rest: String = "") -> String {
    let type = role == "assistant" ? "output_text" : "input_text"
    return line(
      "response_item",
      #""type":"message","role":"\#(role)","content":[{"type":"\#(type)","text":"\#(text)"}]\#(rest)"#)
  }

  private static func typed(_ text: String) -> String {
    line("event_msg", #""type":"user_message","message":"\#(text)","images":[]"#)
  }

  private static let meta = line(
    "session_meta",
    #""id":"\#(id)","timestamp":"2026-02-03T09:59:58.000Z","cwd":"/home/me/shop","originator":"codex_cli_rs","#
      + #""cli_version":"0.60.1","instructions":null,"source":"cli","git":{"commit_hash":"abc","branch":"fix-cart"}"#)

  private static let whole = [
    meta,
    said("developer", "<permissions instructions>ask</permissions instructions>"),
    said("user", "# AGENTS.md instructions for /home/me/shop\\n\\n<INSTRUCTIONS>\\nUse tabs.\\n</INSTRUCTIONS>"),
    said("user", "<environment_context>\\n  <cwd>/home/me/shop</cwd>\\n</environment_context>"),
    said("user", "The total is wrong."), typed("The total is wrong."),
    line("turn_context", #""cwd":"/home/me/shop/src","model":"m","summary":"auto""#),
    line("event_msg", #""type":"agent_reasoning","text":"thinking""#),
    line("response_item", #""type":"reasoning","summary":[{"type":"summary_text","text":"thinking"}],"content":null"#),
    line(
      "response_item",
      #""type":"function_call","name":"shell","call_id":"c1","arguments":"{\"command\":[\"bash\",\"-lc\","#
        + #"\"apply_patch <<'EOF'\\n*** Begin Patch\\n*** Update File: src/cart.py\\n@@\\n*** Add File: a b.txt\\n"#
        + #"*** End Patch\\nEOF\"],\"workdir\":\"/home/me/shop\"}""#),
    line("response_item", #""type":"function_call_output","call_id":"c1","output":"{\"output\":\"ok\"}""#),
    line(
      "response_item",
      #""type":"custom_tool_call","name":"apply_patch","call_id":"c2","status":"completed","#
        + #""input":"*** Begin Patch\n*** Delete File: old.py\n*** Update File: x.py\n*** Move to: y.py\n*** End Patch""#
    ),
    line(
      "response_item",
      #""type":"function_call","name":"view_image","call_id":"c3","arguments":"{\"path\":\"/home/me/shop/p.png\"}""#),
    line("event_msg", #""type":"agent_message","message":"It is fixed.""#),
    said("assistant", "It is fixed.", #","id":"msg_1","phase":"final_answer""#),
    line("event_msg", #""type":"token_count","info":null"#),
    line("compacted", #""message":"We fixed the total.","replacement_history":[{"type":"message","role":"user"}]"#),
    said("user", "<turn_aborted>\\nstopped\\n</turn_aborted>"),
    said("user", "Thanks."), typed("Thanks."),
  ]

  @Test func whatWasSaidIsKeptAndNothingElse() throws {
    let run = try ImportRun(.codex, lines: Self.whole)
    #expect(run.problems.isEmpty)
    let conversation = try #require(run.conversations.first)
    #expect(run.conversations.count == 1)
    #expect(conversation.sessionID == Self.id)
    #expect(conversation.summary == "We fixed the total.")
    #expect(
      conversation.context == [
        "workspace": "/home/me/shop", "branch": "fix-cart", "source": "codex",
        "files": "src/cart.py\na b.txt\nold.py\nx.py\ny.py\np.png",
      ])
    let time = Timestamp(seconds: 1_770_112_800)
    #expect(
      conversation.messages == [
        NewMessage(role: "user", content: "The total is wrong.", timestamp: time),
        NewMessage(id: "msg_1", role: "assistant", content: "It is fixed.", timestamp: time),
        NewMessage(role: "user", content: "Thanks.", timestamp: time),
      ])
    #expect(try ImportRun(.codex, lines: Self.whole).conversations == run.conversations)
  }

  /// Before September 2025 lines had no envelope and messages no time.
  @Test func theFirstFormIsRead() throws {
    let run = try ImportRun(
      .codex,
      lines: [
        #"{"id":"\#(Self.id)","timestamp":"2025-08-01T08:00:00.000Z","instructions":null,"git":{"branch":"main"}}"#,
        #"{"record_type":"state"}"#,
        #"{"type":"message","id":null,"role":"user","content":[{"type":"input_text","text":"<environment_context>\n  <cwd>/home/me/shop</cwd>\n</environment_context>"}]}"#,
        #"{"type":"message","id":null,"role":"user","content":[{"type":"input_text","text":"Hello"}]}"#,
        #"{"type":"reasoning","id":"r","summary":[]}"#,
        #"{"type":"local_shell_call","action":{"type":"exec","command":["apply_patch","*** Begin Patch\n*** Add File: n.md\n"]}}"#,
        #"{"type":"message","id":null,"role":"assistant","content":[{"type":"output_text","text":"Hi"}]}"#,
      ], name: "/x/rollout-2025-08-01T10-00-00-\(Self.id).jsonl")
    #expect(run.problems.isEmpty)
    #expect(run.turns == ["user: Hello", "assistant: Hi"])
    let conversation = try #require(run.conversations.first)
    #expect(conversation.messages.map(\.timestamp?.rfc3339) == ["2025-08-01T08:00:00Z", "2025-08-01T08:00:00Z"])
    #expect(
      conversation.context == ["workspace": "/home/me/shop", "branch": "main", "files": "n.md", "source": "codex"])
  }

  @Test func aFileWithoutItsFirstLineHasTheIDOfItsName() throws {
    let lines = Array(Self.whole.dropFirst())
    let named = try ImportRun(.codex, lines: lines, name: "/x/rollout-2026-02-03T11-00-00-\(Self.id).jsonl")
    #expect(named.conversations.map(\.sessionID) == [Self.id])
    let other = try ImportRun(.codex, lines: lines, name: "saved.jsonl")
    #expect(other.conversations.map(\.sessionID) == ["saved"])
    let unnamed = try ImportRun(.codex, lines: lines, name: "-")
    #expect(unnamed.conversations.isEmpty)
    #expect(unnamed.complaints == ["-: the session has no id: its first line is missing"])
  }

  @Test(arguments: [
    "<user_instructions>\\nx\\n</user_instructions>", "<environment_context>\\nCurrent working directory: /x",
    "<skill>\\n<name>a</name>\\n</skill>", "<user_shell_command>ls</user_shell_command>",
    "<subagent_notification>{}</subagent_notification>", "<hook_prompt hook_run_id=\\\"1\\\">x</hook_prompt>",
    "# AGENTS.md instructions for /x\\n\\n<INSTRUCTIONS>\\ncut", "<image name=[Image #1]>", "</image>",
    "You are performing a CONTEXT CHECKPOINT COMPACTION. Create a summary.",
    "Another language model started to solve this problem and produced a summary of its thinking.",
    "# Context from my IDE setup:\\n\\n## My request for Codex:\\n",
  ])
  func whatCodexPutsInIsLeftOut(text: String) throws {
    let run = try ImportRun(.codex, lines: [Self.meta, Self.said("user", text), Self.said("assistant", "Hi")])
    #expect(run.turns == ["assistant: Hi"])
  }

  @Test func theRequestIsTakenOutOfWhatAnEditorWrote() throws {
    let text = "# Context from my IDE setup:\\n\\n## Active file: a.py\\n\\n## My request for Codex:\\nFix it.\\n"
    #expect(try ImportRun(.codex, lines: [Self.meta, Self.said("user", text)]).turns == ["user: Fix it."])
    let own = "# A heading\\n\\nof mine"
    #expect(
      try ImportRun(.codex, lines: [Self.meta, Self.said("user", own)]).turns == ["user: # A heading\n\nof mine"])
  }

  /// Instructions of a form that is not known yet.
  @Test func whatIsNotAmongWhatWasTypedIsLeftOut() throws {
    let run = try ImportRun(
      .codex,
      lines: [
        Self.meta, Self.said("user", "<new_thing>be brief</new_thing>"), Self.said("user", "Hello"),
        Self.typed("Hello"), Self.said("assistant", "Hi"),
        Self.said("user", "Not noted as typed"), Self.said("assistant", "Yes?"),
        Self.said("user", "Noted otherwise"), Self.typed("noted OTHERWISE"),
      ])
    #expect(
      run.turns == [
        "user: Hello", "assistant: Hi", "user: Not noted as typed", "assistant: Yes?", "user: Noted otherwise",
      ])
  }

  @Test func aFileOfEventsAloneIsRead() throws {
    let run = try ImportRun(
      .codex,
      lines: [
        Self.meta, Self.typed("Hello"), Self.line("event_msg", #""type":"agent_message","message":"Hi""#),
        Self.line(
          "event_msg",
          #""type":"item_completed","item":{"type":"UserMessage","id":"1","content":[{"type":"text","text":"Go on"}]}"#),
        Self.line(
          "event_msg",
          #""type":"item_completed","item":{"type":"AgentMessage","id":"2","content":[{"type":"Text","text":"Yes"}]}"#),
        Self.line("event_msg", #""type":"item_completed","item":{"type":"Reasoning","summary_text":["x"]}"#),
        Self.line("event_msg", #""type":"patch_apply_end","changes":{"/home/me/shop/a.py":{"type":"add"}}"#),
      ])
    #expect(run.turns == ["user: Hello", "assistant: Hi", "user: Go on", "assistant: Yes"])
    #expect(run.conversations.first?.context["files"] == "a.py")
  }

  @Test(arguments: [
    #""source":{"subagent":{"thread_spawn":{"parent_thread_id":"x","depth":1}}}"#, #""source":{"subagent":"review"}"#,
    #""source":{"internal":"memory_consolidation"}"#, #""source":"exec","thread_source":"subagent""#,
  ])
  func subagentsAreLeftOut(origin: String) throws {
    let meta = Self.line("session_meta", #""id":"\#(Self.id)","cwd":"/x",\#(origin)"#)
    let run = try ImportRun(.codex, lines: [meta, Self.said("user", "Hello"), Self.said("assistant", "Hi")])
    #expect(run.conversations.isEmpty)
    #expect(run.problems.isEmpty)
  }

  /// A fork has the first line of its parent as its second, and some of its lines.
  @Test func aForkIsASessionOfItsOwn() throws {
    let fork = Self.line("session_meta", #""id":"fork","forked_from_id":"\#(Self.id)","cwd":"/fork""#)
    let run = try ImportRun(.codex, lines: [fork] + Self.whole)
    #expect(run.conversations.map(\.sessionID) == ["fork"])
    #expect(run.conversations.first?.context["workspace"] == "/fork")
  }

  @Test func anIDCountsOnce() throws {
    let hi = Self.said("assistant", "Hi", #","id":"msg_1""#)
    #expect(try ImportRun(.codex, lines: [Self.meta, hi, hi]).turns == ["assistant: Hi"])
    let same = Self.said("user", "Go on")
    #expect(try ImportRun(.codex, lines: [Self.meta, same, hi, same]).turns.count == 3)
  }

  @Test func aLineWithAWrongTimeIsNamed() throws {
    let wrong =
      #"{"timestamp":"noon","type":"response_item","payload":{"type":"message","role":"assistant","content":"Hi"}}"#
    let run = try ImportRun(.codex, lines: [Self.meta, Self.said("user", "Hello"), wrong])
    #expect(run.turns == ["user: Hello"])
    #expect(run.complaints == ["3: 'noon' is not a time: RFC 3339 is read, as in 2026-05-01T12:00:00Z"])
  }
}
