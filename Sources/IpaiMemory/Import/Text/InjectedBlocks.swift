import IpaiCore

/// Finds the blocks in a text whose whole content is put there by programs.
struct InjectedBlocks {
  private let text: UnsafeRawBufferPointer
  /// The end of the last block.
  private var place = 0
  /// By element: where the next of its ends is, so that a text full of tags is not searched again for each of them.
  private var ends: [String: Int] = [:]

  /// Looks at a text.
  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  /// The next block; nil after the last one.
  ///
  /// A block begins a line; a reminder may also stand at the end of one. What somebody quotes in a sentence is none. A
  /// block without an end goes on to the end of the text when it begins the text.
  mutating func next() -> Range<Int>? {
    if let block = instructions() { return use(block) }
    var start = place
    while let open = text.firstIndex(of: UInt8(ascii: "<"), from: start) {
      start = open + 1
      guard let name = element(at: open) else { continue }
      if let end = end(of: name, from: start) {
        if beginsLine(open) || name == "system-reminder" && endsLine(end) { return use(open..<end) }
      } else if text[place..<open].allSatisfy(Self.isSpace) {
        return use(open..<text.count)
      }
    }
    return nil
  }

  private mutating func use(_ block: Range<Int>) -> Range<Int> {
    place = block.upperBound
    return block
  }

  /// What Codex puts before a text from files named AGENTS.md: a heading and an element.
  private mutating func instructions() -> Range<Int>? {
    let heading = "# AGENTS.md instructions"
    guard let start = text[place...].firstIndex(where: { !Self.isSpace($0) }),
      text[start...].starts(with: heading.utf8), let end = end(of: "INSTRUCTIONS", from: start)
    else { return nil }
    return start..<end
  }

  /// The elements of Claude Code and, after them, those of Codex.
  private static let elements: Set<String> = [
    "system-reminder", "command-name", "command-message", "command-args", "command-contents", "local-command-stdout",
    "local-command-stderr", "local-command-caveat", "bash-input", "bash-stdout", "bash-stderr", "ide_opened_file",
    "ide_selection", "ide_diagnostics", "new-diagnostics", "user-prompt-submit-hook", "task-notification",
    "teammate-message", "cross-session-message", "post-tool-use-hook", "session-start-hook",
    "environment_context", "user_instructions", "INSTRUCTIONS", "permissions instructions", "skill",
    "skills_instructions", "apps_instructions", "plugins_instructions", "collaboration_mode", "multi_agent_mode",
    "user_shell_command", "turn_aborted", "subagent_notification", "additional_context", "hook_prompt", "goal_context",
    "model_switch", "personality_spec", "token_budget", "rollout_budget", "context_window", "context_window_guidance",
    "realtime_conversation",
  ]

  /// The name of the element that opens at a place; nil when it is none of ours.
  private func element(at open: Int) -> String? {
    let tag = text[(open + 1)..<min(open + 65, text.count)]
    guard let close = tag.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let whole = String(decoding: tag[..<close], as: UTF8.self)
    if Self.elements.contains(whole) { return whole }
    // It may have attributes.
    let name = String(whole.prefix { !$0.isWhitespace })
    if Self.elements.contains(name) { return name }
    return nil
  }

  /// The end of the first end tag of an element at or after a place; nil when there is none.
  private mutating func end(of name: String, from start: Int) -> Int? {
    let tag = Array("</\(name)>".utf8)
    var end = ends[name] ?? 0
    if end < start + tag.count { end = find(tag, from: start) ?? Int.max }
    ends[name] = end
    if end == Int.max { return nil }
    return end
  }

  private func find(_ tag: [UInt8], from start: Int) -> Int? {
    var start = start
    while let found = text.firstIndex(of: UInt8(ascii: "<"), from: start) {
      if text[found...].starts(with: tag) { return found + tag.count }
      start = found + 1
    }
    return nil
  }

  private func beginsLine(_ open: Int) -> Bool {
    guard let before = text[place..<open].last(where: { !Self.isBlank($0) }) else { return true }
    return before == UInt8(ascii: "\n")
  }

  private func endsLine(_ end: Int) -> Bool {
    guard let after = text[end...].first(where: { !Self.isBlank($0) }) else { return true }
    return after == UInt8(ascii: "\n") || after == UInt8(ascii: "\r")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
  private static func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || (9...13).contains(byte) }
}
