import IpaiMemory
import TestSupport
import Testing

/// Damaged samples of all formats, read as all formats: nothing may crash, and what is read must be sound.
@Suite struct ImportFuzzTests {
  private static let samples = [
    #"{"parentUuid":null,"type":"user","uuid":"u1","sessionId":"s","cwd":"/p","timestamp":"2026-05-01T12:00:00.5Z","message":{"role":"user","content":"Hello <system-reminder>x</system-reminder>"}}"#
      + "\n"
      + #"{"type":"assistant","uuid":"a1","sessionId":"s","message":{"id":"m","content":[{"type":"text","text":"Hi \ud83d\ude00"},{"type":"tool_use","name":"Read","input":{"file_path":"/p/a"}}]}}"#
      + "\n" + #"{"type":"summary","summary":"t","leafUuid":"u1"}"# + "\n",
    #"{"timestamp":"2026-05-01T12:00:00Z","type":"session_meta","payload":{"id":"c","cwd":"/p","git":{"branch":"b"},"source":"cli"}}"#
      + "\n"
      + #"{"timestamp":"2026-05-01T12:00:01Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":" # AGENTS.md instructions\n<INSTRUCTIONS>x</INSTRUCTIONS>Hello"}]}}"#
      + "\n"
      + #"{"timestamp":"2026-05-01T12:00:02Z","type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{\"command\":[\"*** Begin Patch\\n*** Add File: a\"]}"}}"#
      + "\n",
    #"[{"title":"t","create_time":1700000000.5,"mapping":{"a":{"parent":null,"message":null},"b":{"parent":"a","message":{"id":"m","author":{"role":"user"},"create_time":1700000001.5,"content":{"content_type":"text","parts":["Hello \ue200cite\ue202x\ue201"]}}}},"current_node":"b","conversation_id":"c"},"#
      + "\n" + #"{"mapping":{},"id":"d"}]"#,
    #"{"type":"entity","name":"A","entityType":"t","observations":["One","Two"]}"# + "\n"
      + #"{"type":"relation","from":"A","to":"B","relationType":"r"}"# + "\n",
    #"{"session_id":"s","context":{"a":1,"b":[true,"x"]},"messages":[{"id":"1","role":"user","content":"Hello","timestamp":"2026-05-01T12:00:00+02:00"}]}"#
      + "\n{\n \"note\": true, \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]\n}\n",
  ].map { Array($0.utf8) }

  private static let pieces = [
    "\"", "{", "}", "[", "]", ",", ":", "\\", "\n", "\r", "\u{0}", "null", "1e999", "-", "\\ud800", "<", ">", "</",
    "\u{FEFF}",
    "\"type\":", "<system-reminder>", "é",
  ].map { Array($0.utf8) }

  @Test(arguments: 0..<8) func damagedFilesAreSurvived(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<250 {
      var bytes = Self.samples.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...6, using: &random) { Self.damage(&bytes, &random) }
      for format in ImportFormat.allCases { try read(bytes, as: format) }
    }
  }

  private func read(_ bytes: [UInt8], as format: ImportFormat) throws {
    let run = try ImportRun(format, bytes)
    for conversation in run.conversations {
      #expect(!conversation.sessionID.isEmpty || format == .jsonl)
      let ids = conversation.messages.compactMap(\.id)
      #expect(Set(ids).count == ids.count || format == .jsonl)
      #expect(conversation.messages.allSatisfy { !$0.content.utf8.contains(0) })
    }
    // Nothing depends on how the bytes come.
    #expect(try ImportRun(format, bytes).conversations == run.conversations)
  }

  private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 0...20, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
    case 2: bytes.insert(contentsOf: random.bytes(3), at: place)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
    case 4: bytes.removeSubrange(place...)
    default: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
    }
  }
}
