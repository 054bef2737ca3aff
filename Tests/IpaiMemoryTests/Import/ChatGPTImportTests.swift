import IpaiCore
import IpaiMemory
import TestSupport
import Testing

@Suite struct ChatGPTImportTests {
  private static func node(_ id: String, _ parent: String?, _ message: String) -> String {
    let parent = parent.map { "\"\($0)\"" } ?? "null"
    return #""\#(id)":{"id":"\#(id)","parent":\#(parent),"children":[],"message":\#(message)}"#
  }

  private static func message(
    _ id: String, _ role: String, _ content: String, time: String = "1700000000.75", _ rest: String = ""
  ) -> String {
    #"{"id":"m-\#(id)","author":{"role":"\#(role)","name":null,"metadata":{}},"create_time":\#(time),"content":\#(content)\#(rest)}"#
  }

  private static func text(_ text: String) -> String { #"{"content_type":"text","parts":["\#(text)"]}"# }

  private static func conversation(_ nodes: [String], current: String, id: String = "c1") -> String {
    #"{"title":"Carts","create_time":1700000000.5,"update_time":1700000100.5,"mapping":{\#(nodes.joined(separator: ","))},"#
      + #""moderation_results":[],"current_node":"\#(current)","conversation_id":"\#(id)","id":"\#(id)"}"#
  }

  /// A question that was asked anew, so that the first answer is in a branch of its own.
  private static let whole = conversation(
    [
      node("root", nil, "null"),
      node(
        "s", "root",
        message(
          "s", "system", text(""), time: "null", #","metadata":{"is_visually_hidden_from_conversation":true}"#)),
      node(
        "p", "s",
        message(
          "p", "user",
          #"{"content_type":"user_editable_context","user_profile":"Likes tea","user_instructions":"Be brief"}"#)),
      node("q1", "p", message("q1", "user", text("What is a cart?"))),
      node("a1", "q1", message("a1", "assistant", text("An old answer"))),
      node("q2", "p", message("q2", "user", text("What is a shopping cart?"), time: "null")),
      node("t", "q2", message("t", "assistant", #"{"content_type":"thoughts","thoughts":[{"content":"hm"}]}"#)),
      node(
        "c", "t",
        message(
          "c", "assistant", #"{"content_type":"code","language":"unknown","text":"search('cart')"}"#,
          time: "1700000002",
          #","recipient":"browser""#)),
      node("o", "c", message("o", "tool", #"{"content_type":"execution_output","text":"a page"}"#)),
      node("r", "o", message("r", "assistant", #"{"content_type":"reasoning_recap","content":"Thought"}"#)),
      node(
        "a2", "r",
        message(
          "a2", "assistant", text("A list of goods. \\ue200cite\\ue202turn0search1\\ue201"), time: "1700000003.1",
          #","recipient":"all","channel":"final","metadata":{}"#)),
    ], current: "a2")

  @Test func theBranchThatWasShownLastIsKept() throws {
    let run = try ImportRun(.chatGPT, "[\(Self.whole)]", name: "conversations.json")
    #expect(run.problems.isEmpty)
    #expect(
      run.conversations == [
        NewConversation(
          sessionID: "c1", title: "Carts", context: ["source": "chatgpt"],
          messages: [
            NewMessage(id: "m-q2", role: "user", content: "What is a shopping cart?"),
            NewMessage(
              id: "m-a2", role: "assistant", content: "A list of goods. ", timestamp: Timestamp(seconds: 1_700_000_003)),
          ])
      ])
  }

  /// What a message holds, and what of it was said.
  @Test(
    arguments: [
      (#"{"content_type":"text","parts":["One","","Two"]}"#, "One\n\nTwo"),
      (#"{"content_type":"text","parts":[]}"#, nil), (#"{"content_type":"text"}"#, nil), ("null", nil),
      (
        #"{"content_type":"multimodal_text","parts":[{"content_type":"image_asset_pointer","width":1},"Look"]}"#, "Look"
      ),
      (#"{"content_type":"multimodal_text","parts":[{"content_type":"audio_transcription","text":"Hello"}]}"#, "Hello"),
      (#"{"content_type":"code","language":"python","text":"print(1)"}"#, "print(1)"),
      (#"{"content_type":"tether_browsing_display","result":"x"}"#, nil),
      (#"{"content_type":"model_editable_context","model_set_context":"x"}"#, nil),
      (#"{"content_type":"something_new","parts":["x"]}"#, nil),
      (
        #"{"content_type":"text","parts":["by \ue200entity\ue202[\"company\",\"Example\",\"a firm\"]\ue201, \ue200cite\ue202x"]}"#,
        "by Example, "
      ),
      (#"{"content_type":"text","parts":["a\u0000b"]}"#, "a\u{FFFD}b"),
    ] as [(String, String?)])
  func contentOfManyTypesIsRead(content: String, said: String?) throws {
    let nodes = [Self.node("q", nil, Self.message("q", "user", content))]
    let run = try ImportRun(.chatGPT, "[\(Self.conversation(nodes, current: "q"))]")
    #expect(run.conversations.flatMap(\.messages).map(\.content) == [said].compactMap(\.self))
    #expect(run.problems.isEmpty)
  }

  @Test(arguments: [
    #","recipient":"python""#, #","channel":"analysis""#,
    #","metadata":{"is_visually_hidden_from_conversation":true}"#,
  ])
  func whatIsNotForTheUserIsLeftOut(rest: String) throws {
    let nodes = [Self.node("a", nil, Self.message("a", "assistant", Self.text("x"), rest))]
    #expect(try ImportRun(.chatGPT, "[\(Self.conversation(nodes, current: "a"))]").conversations.isEmpty)
  }

  /// The newest leaf stands in for a node that is not there, and a circle ends where it began.
  @Test func damagedTreesAreRead() throws {
    let nodes = [
      Self.node("a", "b", Self.message("a", "user", Self.text("One"))),
      Self.node("b", "a", Self.message("b", "user", Self.text("Two"))),
      Self.node("c", "gone", Self.message("c", "user", Self.text("Three"), time: "1")),
      Self.node("d", "c", Self.message("d", "user", Self.text("Four"), time: "3")),
      Self.node("e", "c", Self.message("e", "user", Self.text("Five"), time: "2")),
    ]
    #expect(try ImportRun(.chatGPT, Self.conversation(nodes, current: "a")).turns == ["user: Two", "user: One"])
    #expect(try ImportRun(.chatGPT, Self.conversation(nodes, current: "x")).turns == ["user: Three", "user: Four"])
    #expect(try ImportRun(.chatGPT, Self.conversation([], current: "x")).conversations.isEmpty)
  }

  /// One conversation is wrong, and the others are read.
  @Test func conversationsAreReadOneByOne() throws {
    let good = (1...3).map { number in
      Self.conversation(
        [Self.node("q", nil, Self.message("q", "user", Self.text("]},{[ \\\" Number \(number)")))], current: "q",
        id: "c\(number)")
    }
    let wrong = [
      #"{"id":"x","mapping":{"q":{"message":{"content":{"content_type":"text","parts":[1]}}}}}"#, #"{"id":"x"}"#, "17",
      #"{"mapping":{}}"#, #"{"id":"x","mapping":{"a":{"parent":}}}"#,
    ]
    let text =
      "[" + [good[0], wrong[0], wrong[1], good[1], wrong[2], wrong[3], wrong[4], good[2]].joined(separator: ",\n")
    let run = try ImportRun(.chatGPT, text + "]")
    #expect(run.conversations.map(\.sessionID) == ["c1", "c2", "c3"])
    #expect(
      run.complaints == [
        "2: mapping.q.message.content.parts[0] is not valid text", "3: the record has no mapping",
        "5: the record is not an object", "6: the conversation has no id", "7: is not valid JSON",
      ])
    let cut = try ImportRun(.chatGPT, String(text.dropLast(40)))
    #expect(cut.conversations.count == 2)
    #expect(cut.complaints.last == "8: is cut off: the file ends in the middle of it")
  }

  @Test func aWrongTimeIsNamed() throws {
    let nodes = [
      Self.node("a", nil, Self.message("a", "user", Self.text("One"), time: "\"soon\"")),
      Self.node("b", "a", Self.message("b", "user", Self.text("Two"))),
    ]
    let run = try ImportRun(.chatGPT, Self.conversation(nodes, current: "b"))
    #expect(run.turns == ["user: Two"])
    #expect(
      run.complaints == [
        "1: conversation 'c1': 'soon' is not a time: RFC 3339 is read, as in 2026-05-01T12:00:00Z"
      ])
  }

  @Test func theFolderOfAnExportIsRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("[\(Self.whole)]", to: "export/conversations.json")
    try folder.write("[]", to: "export/user.json")
    #expect(try ImportRun(.chatGPT, paths: [folder.path]).conversations.map(\.sessionID) == ["c1"])
    try folder.write("[\(Self.whole.replacing("\"c1\"", with: "\"c2\""))]", to: "large/conversations-000.json")
    try folder.write("[\(Self.whole.replacing("\"c1\"", with: "\"c3\""))]", to: "large/conversations-001.json")
    #expect(try ImportRun(.chatGPT, paths: [folder.path]).conversations.map(\.sessionID) == ["c1", "c2", "c3"])
  }
}
