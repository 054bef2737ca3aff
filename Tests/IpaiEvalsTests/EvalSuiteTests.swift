import Foundation
import IpaiCore
import IpaiSkills
import MCP
import Testing

@testable import IpaiEvals

/// Reading evals, and saying where they are wrong.
@Suite struct EvalSuiteTests {
  private func suite(_ text: String, in file: String = "evals/cases.yaml", _ others: SkillFile...) throws(EvalFault)
    -> EvalSuite
  {
    try EvalSuite(SkillTree([SkillFile(path: file, content: Data(text.utf8))] + others))
  }

  @Test func aCaseHasWhatItSays() throws {
    let text = """
      evals:
        - name: says hello
          command: ./greet.sh "$WHO"
          input: one
          files:
            data/names.txt: Ann
          timeout: 5
          network: true
          env: {WHO: world, COUNT: 3}
          expect:
            exit: 2
            exact: Hello
            contains: [Hel, 1]
            not_contains: bye
            regex: ^H.*o$
            json_schema: {type: string, maxLength: 5}
            graded: It is friendly.
        - name: asks
          prompt: Greet Ann.
          expect: {contains: Ann}
      """
    let cases = try suite(text).cases
    #expect(cases.map(\.name) == ["says hello", "asks"] && cases[1].task == .prompt("Greet Ann."))
    let first = cases[0]
    #expect(first.task == .command("./greet.sh \"$WHO\"") && first.input == "one" && first.file == "evals/cases.yaml")
    #expect(first.files == [SkillFile(path: "data/names.txt", content: Data("Ann".utf8))])
    #expect(first.timeout == 5 && first.usesNetwork && first.environment == ["WHO": "world", "COUNT": "3"])
    #expect(first.expectation.exit == 2 && first.expectation.contains == ["Hel", "1"])
    #expect(first.expectation.schema == ["type": "string", "maxLength": 5])
    #expect(cases[1].timeout == 60 && !cases[1].usesNetwork && cases[1].expectation.exit == 0)
  }

  @Test func theFormOfAgentSkillsIsRead() throws {
    let text = """
      {"skill_name": "greet", "later": 1, "evals": [
        {"id": 1, "prompt": "Greet.", "expected_output": "A greeting", "files": ["evals/files/a.txt"],
         "assertions": ["names Ann", {"text": "is short"}]},
        {"prompt": "Again.", "expected_output": "The same"}]}
      """
    let file = SkillFile(path: "evals/files/a.txt", content: Data("Ann".utf8))
    let cases = try suite(text, in: "evals/evals.json", file).cases
    #expect(cases.map(\.name) == ["eval 1", "eval 2"] && cases[0].files == [file])
    #expect(cases[0].expectation.graded == "A greeting\n- names Ann\n- is short")
    let fault = #expect(throws: EvalFault.self) { try suite(text, in: "evals/evals.json") }
    #expect(fault?.line == 2 && fault?.problem == "the skill has no file 'evals/files/a.txt'")
  }

  @Test func otherFilesAreNoEvals() throws {
    for file in ["evals.yaml", "evals/deep/a.yaml", "evals/other.json", "evals/notes.md", "x/evals/a.yaml"] {
      #expect(try suite("]", in: file).cases.isEmpty)
    }
  }

  @Test(arguments: [
    ("- name: a\n  command: x\n  expect:\n    contain: x\n", 4, "there is no key 'contain' here"),
    ("- name: a\n  comand: x\n  expect: {exit: 0}\n", 2, "there is no key 'comand' here"),
    ("- name: a\n  command: x\n", 1, "the case 'a' expects nothing"),
    ("- name: a\n  command: x\n  expect: {}\n", 3, "'expect' has nothing in it"),
    ("- name: a\n  command: x\n  expect: none\n", 3, "'expect' must be a mapping, not a string"),
    ("- name: a\n  command: x\n  prompt: y\n  expect: {exit: 0}\n", 1, "the case 'a' has both a command and a prompt"),
    ("- name: a\n  expect: {exit: 0}\n", 1, "the case 'a' has neither a command nor a prompt"),
    ("- command: x\n  expect: {exit: 0}\n", 1, "a case has no name"),
    ("- name: a\n  prompt: x\n  expect: {exit: 0}\n", 3, "'exit' is only for a case with a command"),
    ("- name: a\n  prompt: x\n  input: y\n  expect: {exact: z}\n", 3, "'input' is only for a case with a command"),
    (
      "- name: a\n  command: x\n  timeout: 601\n  expect: {exit: 0}\n", 3,
      "'timeout' must be a whole number from 1 to 600, not '601'"
    ),
    (
      "- name: a\n  command: x\n  timeout: soon\n  expect: {exit: 0}\n", 3,
      "'timeout' must be a whole number from 1 to 600, not 'soon'"
    ),
    ("- name: a\n  command: x\n  network: yes\n  expect: {exit: 0}\n", 3, "'network' must be true or false, not 'yes'"),
    ("- name: a\n  command: [x]\n  expect: {exit: 0}\n", 2, "'command' must be a text, not a list"),
    ("- name: a\n  command: ''\n  expect: {exit: 0}\n", 2, "'command' must not be empty"),
    (
      "- name: a\n  command: x\n  env: {A-B: x}\n  expect: {exit: 0}\n", 3,
      "'A-B' is not the name of an environment variable"
    ),
    (
      "- name: a\n  command: x\n  files: {../b: x}\n  expect: {exit: 0}\n", 3,
      "'../b' cannot be the path of a file: it has the part '..'"
    ),
    (
      "- name: a\n  command: x\n  files: {/etc/b: x}\n  expect: {exit: 0}\n", 3,
      "'/etc/b' cannot be the path of a file: a part of it is empty"
    ),
    (
      "- name: a\n  command: x\n  files: {b: x, b/c: x}\n  expect: {exit: 0}\n", 3,
      "'b/c' cannot be the path of a file: 'b' is a file"
    ),
    (
      "- name: a\n  command: x\n  files: {evals: x}\n  expect: {exit: 0}\n", 3,
      "'evals' cannot be the path of a file: there is a folder of that name"
    ),
    ("- name: a\n  command: x\n  files: {\(String(repeating: "b", count: 256)): x}\n  expect: {exit: 0}\n", 3, nil),
    ("- name: a\n  command: x\n  expect:\n    contains: ['']\n", 4, "'contains' must not be empty"),
    ("- name: a\n  command: x\n  expect: {exit: 256}\n", 3, "'exit' must be a whole number from 0 to 255, not '256'"),
    ("- name: a\n  command: x\n  expect: {json_schema: 7}\n", 3, nil),
    ("- name: a\n  command: x\n  expect: {json_schema: {$ref: 'https://example.com/x'}}\n", 3, nil),
    ("- name: a\n  command: x\n  expect: {regex: '(a'}\n", 3, nil),
    ("- name: a\n  command: x\n  expect: {regex: '(?=a)b'}\n", 3, nil),
    ("- name: a\n  command: x\n  expect: {regex: '((a{1000}){1000}){1000}'}\n", 3, nil),
    (
      "- name: a\n  command: x\n  expect: {exit: 0}\n- name: a\n  command: y\n  expect: {exit: 0}\n", 4,
      "there is another case named 'a'"
    ),
    ("evals: []\n", 1, "the evals must be a list of cases, not empty"),
    ("x: 1\n", 1, "there is no key 'x' here"), ("just text\n", 1, nil),
    ("- just text\n", 1, "a case must be a mapping, not a string"),
    ("# nothing\n", nil, "there are no cases in it"),
    ("- &a {name: x}\n- *a\n", nil, nil), ("- {name: a, name: b}\n", 1, nil), ("- !!python/object {}\n", 1, nil),
    ("a: b: c\n", 1, nil), ("\u{0}", nil, nil),
  ])
  func aFaultNamesItsPlace(text: String, line: Int?, problem: String?) {
    let fault = #expect(throws: EvalFault.self) { try suite(text) }
    if let line { #expect(fault?.line == line, "\(String(describing: fault))") }
    if let problem { #expect(fault?.problem == problem) }
    let message = fault?.error(in: "/skills/greet").message ?? ""
    #expect(message.hasPrefix("/skills/greet/evals/cases.yaml") && fault?.error(in: "x").code == .conflict)
  }

  @Test func aNameOccursOnceInAllFiles() throws {
    let text = "- {name: a, command: x, expect: {exit: 0}}\n"
    let other = SkillFile(path: "evals/other.yml", content: Data(text.utf8))
    let fault = #expect(throws: EvalFault.self) { try suite(text, other) }
    #expect(fault?.file == "evals/other.yml" && fault?.problem == "there is another case named 'a' in evals/cases.yaml")
  }

  @Test func thereAreAtMostAThousandCases() throws {
    func text(_ count: Int) -> String {
      (0..<count).map { "- {name: a\($0), command: x, expect: {exit: 0}}\n" }.joined()
    }
    #expect(try suite(text(1_000)).cases.count == 1_000)
    #expect(throws: EvalFault.self) { try suite(text(1_001)) }
    let half = text(600).replacing("name: a", with: "name: b")
    #expect(throws: EvalFault.self) { try suite(text(600), SkillFile(path: "evals/b.yaml", content: Data(half.utf8))) }
  }

  /// What is huge or deep is refused, in little time.
  @Test func poisonedFilesAreRefused() {
    let long = String(repeating: "a", count: 2_000_000)
    let texts = [
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 10_000),
      "- name: \(long)\n", "- name: a\n  command: \(long)\n  expect: {exit: 0}\n",
      "- name: a\n  command: x\n  expect: {exact: \(long)}\n", String(repeating: "- a\n", count: 2_000_000),
      "- name: a\n  command: x\n  expect: {contains: [\(String(repeating: "a, ", count: 10_000))a]}\n",
      "- name: a\n  command: x\n  expect: {regex: '\(String(repeating: "(", count: 50_000))'}\n",
      "- name: a\n  command: x\n  expect: {json_schema: \(String(repeating: "{not: ", count: 60))}\n",
    ]
    for text in texts { #expect(throws: EvalFault.self) { try suite(text) } }
    #expect(throws: EvalFault.self) { try suite(String(repeating: "[", count: 100_000), in: "evals/evals.json") }
    let bytes = SkillFile(path: "evals/a.yaml", content: Data([0xFF, 0xFE, 0x41]))
    #expect(throws: EvalFault.self) { try EvalSuite(SkillTree([bytes])) }
  }

  /// Whatever is cut off or changed, reading ends with cases or with a fault.
  @Test func damagedFilesNeverCrash() {
    let text = """
      - name: a
        command: "echo 'x'"
        env: {A: "1"}
        files: {b/c: |
          text}
        expect: {exit: 0, contains: [a, "b"], regex: "a+b*", json_schema: {type: object, properties: {a: {}}}}
      """
    let bytes = Array(text.utf8)
    var state: UInt64 = 1
    for round in 0..<3_000 {
      var damaged = bytes
      for _ in 0...(round % 4) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        damaged[Int(state >> 33) % damaged.count] = UInt8(truncatingIfNeeded: state >> 24)
      }
      let file = SkillFile(path: "evals/a.yaml", content: Data(damaged.prefix(Int(state >> 40) % bytes.count + 1)))
      _ = try? EvalSuite(SkillTree([file]))
    }
  }
}
