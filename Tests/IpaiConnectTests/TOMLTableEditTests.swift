import TestSupport
import Testing

@testable import IpaiConnect

@Suite struct TOMLTableEditTests {
  private static let pairs = [TOMLPair("url", .string("u")), TOMLPair("args", .strings(["a", "b"]))]
  private static let table = "[mcp_servers.ipai]\nurl = \"u\"\nargs = [\"a\", \"b\"]\n"

  private static let windowsTable = table.replacing("\n", with: "\r\n")

  private func read(_ text: String) throws -> TOMLTableEdit {
    try TOMLTableEdit(text, path: ["mcp_servers", "ipai"])
  }

  private func set(_ text: String) throws -> String { try read(text).setting(Self.pairs) }

  /// Texts with what they become.
  private static let edits: [(String, String)] = [
    // A table that is missing is appended.
    ("", table), ("\u{FEFF}", "\u{FEFF}\(table)"), ("\n", "\n\(table)"), ("a = 1", "a = 1\n\n\(table)"),
    ("a = 1\n# end\n", "a = 1\n# end\n\n\(table)"), ("[b]\n\n", "[b]\n\n\(table)"),
    ("a = 1\r\n", "a = 1\r\n\r\n\(windowsTable)"),
    ("[mcp_servers]\nother.url = 'x'\n", "[mcp_servers]\nother.url = 'x'\n\n\(table)"),
    ("mcp_servers.other.url = 'x'\n", "mcp_servers.other.url = 'x'\n\n\(table)"),
    ("[mcp_servers.ipai2]\n[mcp_servers.ipa.i]\n", "[mcp_servers.ipai2]\n[mcp_servers.ipa.i]\n\n\(table)"),
    ("[mcp_servers.\"ipai.env\"]\n[[x]]\nipai = 1\n", "[mcp_servers.\"ipai.env\"]\n[[x]]\nipai = 1\n\n\(table)"),
    // What looks like the table in strings and comments is none.
    (
      "a = \"\"\"\n[mcp_servers.ipai]\n\\\"\"\"\nurl = 1\"\"\"\"\"\n",
      "a = \"\"\"\n[mcp_servers.ipai]\n\\\"\"\"\nurl = 1\"\"\"\"\"\n\n\(table)"
    ),
    (
      "a = [ # ]\n'''\n[mcp_servers.ipai]\n\\''',\n]\n# [mcp_servers.ipai]\n",
      "a = [ # ]\n'''\n[mcp_servers.ipai]\n\\''',\n]\n# [mcp_servers.ipai]\n\n\(table)"
    ),
    // A table that is there is replaced; its header, order and comments stay.
    (
      "[a]\n\n[ mcp_servers . \"ip\\u0061i\" ] # mine\n# first\nurl = 'old' # why\ncommand = \"x\"\nenv.A = 1\n\n# next\n[b]\n",
      "[a]\n\n[ mcp_servers . \"ip\\u0061i\" ] # mine\n# first\nurl = \"u\" # why\nargs = [\"a\", \"b\"]\n\n# next\n[b]\n"
    ),
    ("[\"mcp_servers\".'ipai']", "[\"mcp_servers\".'ipai']\nurl = \"u\"\nargs = [\"a\", \"b\"]"),
    (
      "[mcp_servers.ipai]\r\nargs = [\r\n'''x\r\n]''' ]\r\n[z]\r\n",
      "[mcp_servers.ipai]\r\nargs = [\"a\", \"b\"]\r\nurl = \"u\"\r\n[z]\r\n"
    ),
    (
      "[mcp_servers.ipai]\ncommand = \"x\"\nstarted = 1979-05-27 07:32:00 # now",
      "[mcp_servers.ipai]\nurl = \"u\"\nargs = [\"a\", \"b\"]\n"
    ),
    // With the tables in it, wherever they stand.
    (
      "\(table)\n[mcp_servers.ipai.env]\nA = \"b\"\n\n[[mcp_servers.ipai.x]]\n\n[z]\n\n[mcp_servers.ipai.tools.y]\nb = 1\n# z\n",
      "\(table)\n[z]\n\n# z\n"
    ),
    ("\(table)\n# about env\n[mcp_servers.ipai.env]\nA = \"b\"\n", "\(table)\n# about env\n"),
    ("[mcp_servers.ipai.env]\nA = \"b\"\n\n[z]\n", "\(table)\n[z]\n"),
    // One that means the same is kept.
    (
      "[mcp_servers.ipai]\n'args' = ['a', # x\n \"\\u0062\" , ]\n\"url\"=\"u\"\n",
      "[mcp_servers.ipai]\n'args' = ['a', # x\n \"\\u0062\" , ]\n\"url\"=\"u\"\n"
    ),
  ]

  @Test(arguments: edits)
  func otherBytesStay(text: String, expected: String) throws {
    let edited = try set(text)
    #expect(utf8(edited) == utf8(expected), "\(edited)")
    #expect(try utf8(set(edited)) == utf8(edited), "a second time")
  }

  /// Texts with the line and the problem.
  private static let refusals: [(String, Int, String)] = [
    ("a = 1\nmcp_servers = { ipai = { url = 'x' } }\n", 2, "'mcp_servers' is set as one value"),
    ("[mcp_servers]\n  ipai = { url = 'x' }\n", 2, "'mcp_servers.ipai' is set as one value"),
    ("mcp_servers.ipai = {}\n", 1, "'mcp_servers.ipai' is set as one value"),
    ("mcp_servers.ipai.url = 'x'\n", 1, "'mcp_servers.ipai.url' is set with a dotted key"),
    ("[mcp_servers]\n\"ipai\" . 'u l' = 'x'\n", 2, "'mcp_servers.ipai.\"u l\"' is set with a dotted key"),
    ("[[mcp_servers]]\n", 1, "[[mcp_servers]] is an array of tables"),
    ("\n[[mcp_servers.ipai]]\n", 2, "[[mcp_servers.ipai]] is an array of tables"),
    ("[mcp_servers.ipai]\n[a]\n[mcp_servers.'ipai']\n", 3, "the table [mcp_servers.ipai] occurs more than once"),
    ("[mcp_servers.ipai]\nurl = 'x'\n'url' = 'y'\n", 3, "the key 'url' occurs more than once"),
    ("a = \"\"\"\n\n", 1, "is not TOML: a string is not closed"),
    ("a = '''\n''", 1, "is not TOML: a string is not closed"),
    ("a = \"x\nb\"\n", 1, "is not TOML: a string is not closed"),
    ("a = \"x\\", 1, "is not TOML: a string is not closed"),
    ("\na = [1,\n{ b = 2 ]\n", 3, "is not TOML: expected a value"),
    ("a = [1,\n2\n", 1, "is not TOML: a bracket is not closed"),
    ("a\n", 1, "is not TOML: expected '=' after a key"), ("a =\n", 1, "is not TOML: expected a value"),
    ("a = 1 b = 2\n", 1, "is not TOML: expected the end of the line"), ("[a\n", 1, "is not TOML: expected ']'"),
    ("[[a]\n", 1, "is not TOML: expected ']]'"), ("[]\n", 1, "is not TOML: expected a key"),
    ("# a\rb\n", 1, "is not TOML: expected the end of the line"),
    ("\"\\x\" = 1\n", 1, "is not TOML: an unknown escape in a string"),
    ("a = ]\n", 1, "is not TOML: expected a value"), ("a. = 1\n", 1, "is not TOML: expected a key"),
    ("{\"a\": 1}", 1, "is not TOML: expected a key"),
    ("a = " + String(repeating: "[", count: 100_000), 1, "is nested more than 100 levels deep"),
  ]

  @Test(arguments: refusals)
  func whatCannotBeEditedIsRefused(text: String, line: Int, problem: String) {
    let error = #expect(throws: ClientFileError.self) { try read(text) }
    #expect(error?.line == line && error?.problem == problem, "\(String(describing: error))")
    #expect((error?.hint == nil) == (problem.hasPrefix("is n")))
  }

  @Test func stringsAreRead() throws {
    let text = """
      [mcp_servers.ipai]
      url = "h\\u00e9\\n\\"" # x
      'command' = 'C:\\x' 
      empty = ''
      long = '''x'''
      longer = ""\"x""\"
      args = ["a"]
      on = true
      env.A = "b"
      [mcp_servers.ipai.http_headers]
      X = "y"
      [mcp_servers.other]
      Z = "z"
      """
    #expect(
      try read(text).strings == ["url": "hé\n\"", "command": "C:\\x", "empty": "", "env.A": "b", "http_headers.X": "y"])
    #expect(try read("[mcp_servers]\n").strings == nil)
    #expect(try read("[mcp_servers.ipai]\n").strings == [:])
  }

  @Test func writtenStringsAreReadAsTheyWere() throws {
    let text = "a\"\\\n\r\t\u{0}\u{1F}\u{7F}é'\u{10FFFF}"
    let edit = try read("").setting([TOMLPair("k y", .string(text)), TOMLPair("", .strings([text]))])
    #expect(try read(edit).strings == ["k y": text])
    #expect(try read(edit).setting([TOMLPair("k y", .string(text)), TOMLPair("", .strings([text]))]) == edit)
    #expect(edit.hasPrefix("[mcp_servers.ipai]\n\"k y\" = \"a\\\"\\\\\\u000A\\u000D\\u0009\\u0000\\u001F\\u007Fé'"))
  }

  /// Blocks that each are whole TOML stand around the table.
  @Test(arguments: 0..<8 as Range<UInt64>) func randomTextsKeepWhatIsAround(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let blocks = [
      "# [mcp_servers.ipai]\n", "\n", "  \n", "[a.\"]\"]\nb = ']' # x\n", "[[list]]\nurl = 'x'\n\n",
      "[mcp_servers.a]\nurl = \"\"\"\n[mcp_servers.ipai]\n\"\"\"\n",
      "[x]\ny = [ '''\n[mcp_servers.ipai.env]\n''', [ ] ] # ]\n",
      "[mcp_servers.ipai_2.env]\nA = { b = \"}\" }\n# end\n", "[mcp_servers]\n", "[z]\nd = 1979-05-27 07:32:00\n\n",
    ]
    let bodies = [
      "", "url = 'x'\n", "command = \"[a]\"\n", "enabled = true\nargs = [\n1, # ]\n2]\n", "url.x = '''\n'''\n",
    ]
    func some(_ parts: [String]) -> String {
      (0..<Int.random(in: 0...4, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    }
    for _ in 0..<300 {
      let lineEnd = ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
      let before = some(blocks).replacing("\n", with: lineEnd)
      let after = some(blocks).replacing("\n", with: lineEnd)
      let body = bodies.randomElement(using: &random) ?? ""
      let inner = Bool.random(using: &random) ? "\n[mcp_servers.ipai.env]\nA = 1\n" : ""
      let text = before + ("[mcp_servers.ipai]\n" + body + inner).replacing("\n", with: lineEnd) + after
      let edited = try set(text)
      let middle = utf8(edited).dropFirst(utf8(before).count).dropLast(utf8(after).count)
      #expect(
        utf8(edited).starts(with: utf8(before)) && utf8(edited).suffix(utf8(after).count).elementsEqual(utf8(after)))
      let table = Self.table.replacing("\n", with: text.contains("\r\n") ? "\r\n" : "\n")
      // A pair that stays keeps its place.
      let isTurned = body.contains("args")
      #expect(isTurned ? middle.count == utf8(table).count : middle.elementsEqual(utf8(table)), "\(text)\n\(edited)")
      #expect(try set(edited) == edited)
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func randomTextsNeverCrash(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let parts = [
      "[", "]", "{", "}", "\"", "'", "'''", "\"\"\"", "\\", "\n", "\r\n", "\r", "#", "=", ".", ",", " ", "mcp_servers",
      "ipai",
      "[mcp_servers.ipai]\n", "[mcp_servers.ipai.env]\n", "a = 1\n", "url = 'x'\n", "\\u", "1979-05-27 07", "\u{FEFF}",
      "é",
    ]
    var read = 0
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
        .joined()
      guard let edit = try? self.read(text) else { continue }
      read += 1
      let edited = edit.setting(Self.pairs)
      #expect(try utf8(set(edited)) == utf8(edited), "\(text)")
      #expect(try self.read(edited).strings == ["url": "u"], "\(text)")
    }
    #expect(read > 150)
  }

  @Test func hugeTextsAreEdited() throws {
    let many = (0..<20_000).map { "[mcp_servers.ipai.t\($0)]\nk = '''\n[x]\n'''\n\n" }.joined()
    let start = ContinuousClock.now
    #expect(try set(Self.table + many) == Self.table + "\n")
    #expect(try set("a = [\(String(repeating: "'x', ", count: 200_000))]\n").hasSuffix("]\n\n" + Self.table))
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}
