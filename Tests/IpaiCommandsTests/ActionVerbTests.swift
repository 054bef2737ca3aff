import ArgumentParser
import CommandTestSupport
import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiActions
@testable import IpaiCommands

/// Every action has a verb, whose options are the action's fields: the same names, help, limits and defaults.
///
/// ArgumentParser wants a property for each option, so the verbs repeat what the actions declare; here the two are compared.
@Suite struct ActionVerbTests {
  private let home: TemporaryFolder
  private let services: Services

  init() throws {
    home = try TemporaryFolder()
    let directories = Directories(home: home.path, environment: [:])
    services = Services(
      configuration: Configuration(directories: directories, layers: []), directories: directories,
      databasePath: home.file("ipai.db"), folder: home.path, processorCount: 1, threads: 1, now: { Date() })
  }

  @Test(arguments: ActionList.all)
  func theOptionsAreTheFields(action: ActionEntry) throws {
    let verb = try VerbOfAction(action)
    #expect(Set(verb.options.keys) == Set(verb.fields.map(\.key)))
  }

  /// The help of an option says what the field means, what it takes and what its default is.
  @Test(arguments: ActionList.all)
  func theHelpIsThatOfTheField(action: ActionEntry) throws {
    let verb = try VerbOfAction(action)
    for field in verb.fields {
      let option = try #require(verb.options[field.key], "\(field.key)")
      // '--no-diff-words' says the opposite of 'diff_words'.
      if VerbOfAction.isNegated(option) { continue }
      var help = Self.help(of: field)
      // Only on a command line does it also take a file.
      if action.name.words == "rag search" && field.key == "like" {
        help += " A text file may be named instead of a revision."
      }
      #expect(option.abstract == help, "\(field.key)")
      if case .choice(let names) = field.kind { #expect(option.allValues == names, "\(field.key)") }
    }
  }

  private static func help(of field: ActionEntry.FieldDescription) -> String {
    var sentences = [field.help]
    switch field.kind {
    case .texts, .choices: sentences.append("May be repeated.")
    case .number(let range): sentences.append("From \(Int(range.lowerBound)) to \(Int(range.upperBound)).")
    case .integer(let range) where range.upperBound != Int(Int32.max):
      sentences.append("From \(range.lowerBound) to \(range.upperBound).")
    default: break
    }
    // A flag that is not given is off, which need not be said.
    if let fallback = field.fallback, field.kind != .flag { sentences.append("Default: \(fallback).") }
    return sentences.joined(separator: " ")
  }

  /// Options that are not given leave the action's own defaults in force.
  @Test(arguments: ActionList.all)
  func theDefaultsAreThoseOfTheAction(action: ActionEntry) throws {
    let verb = try VerbOfAction(action)
    let (command, invocation) = try parse(verb.words(with: [:]))
    let made = try object(command.encodedRequest(in: invocation))
    let expected = try self.expected(command, verb.given(without: nil), standing: verb.standing)
    #expect(made as NSDictionary == expected as NSDictionary)
    for field in verb.fields where field.kind == .flag && field.fallback == "false" {
      #expect(expected[field.key] as? Bool == false, "\(field.key)")
    }
    // What help shows by itself, as "(default: commits)".
    for (key, option) in verb.options {
      guard let shown = option.defaultValue else { continue }
      let inForce = key == verb.standing ? "." : expected[key] as? String
      #expect(shown == inForce, "\(key)")
    }
  }

  /// The example of an action is read back as it was, and the action takes all of its values.
  @Test(arguments: ActionList.all)
  func theExampleMakesSense(action: ActionEntry) throws {
    let (command, _) = try parse(VerbOfAction(action).words(with: [:]))
    #expect(try command.exampleIsReadBack())
    #expect(throws: Never.self) { try command.checkExample() }
  }

  /// Each option sets the field of its name and no other, with any value that the field takes.
  @Test(arguments: ActionList.all)
  func anOptionSetsItsField(action: ActionEntry) throws {
    let verb = try VerbOfAction(action)
    for field in verb.fields {
      let isNegated = verb.options[field.key].map(VerbOfAction.isNegated) == true
      for value in Self.rightValues(of: field.kind) {
        let (command, invocation) = try parse(verb.words(with: [field.key: value.words], without: field.key))
        var expected = try self.expected(command, verb.given(without: field.key), standing: verb.standing)
        expected[field.key] = isNegated ? false : value.json
        let request = try object(command.encodedRequest(in: invocation))
        #expect(request as NSDictionary == expected as NSDictionary, "\(field.key)")
        #expect(throws: Never.self) { try command.checkRequest(in: invocation) }
      }
    }
  }

  /// The request with the action's defaults, some fields that are given, and the current folder.
  private func expected(
    _ command: any RequestingVerb, _ given: [String: Any], standing: String?
  ) throws -> [String: Any] {
    var expected = try object(command.defaultRequest).merging(given) { $1 }
    if let standing { expected[standing] = home.path }
    return expected
  }

  /// What a field does not take is refused in the same words, whether it comes from a command line or in JSON.
  @Test(arguments: ActionList.all)
  func aWrongValueIsRefusedInTheSameWords(action: ActionEntry) async throws {
    let verb = try VerbOfAction(action)
    for field in verb.fields {
      for value in Self.wrongValues(of: field.kind) {
        let request = verb.given(without: field.key).merging([field.key: value.json]) { $1 }
        let json = try JSONSerialization.data(withJSONObject: request)
        let error = await #expect(throws: IpaiError.self) { try await action.run(json, in: services) }
        #expect(error?.code == .usage)
        let message = try #require(error?.message)
        #expect(message.hasPrefix(field.key + " must be "))
        // ArgumentParser takes a minute for as many words as the longest list has.
        if value.words.count > 2_000 { continue }
        let words = try verb.words(with: [field.key: value.words], without: field.key) + ["--format", "json"]
        let run = CommandRun(words, home: home)
        #expect(run.status == 64 && run.output.isEmpty, "\(field.key): \(run.error.prefix(300))")
        #expect(Self.message(run) == message, "\(field.key)")
      }
      guard case .choice(let names) = field.kind else { continue }
      // ArgumentParser refuses these in words of its own, which name the same values.
      let run = CommandRun(try verb.words(with: [field.key: ["no such"]], without: field.key), home: home)
      #expect(run.status == 64 && names.allSatisfy { run.error.contains("'\($0)'") }, "\(run.error)")
    }
  }

  private static func message(_ run: CommandRun) -> String? {
    let object = try? JSONSerialization.jsonObject(with: Data(run.error.utf8)) as? [String: [String: Any]]
    return object?["error"]?["message"] as? String
  }

  /// Values as they are typed and as they stand in JSON.
  private struct Value {
    let words: [String]
    let json: Any
  }

  private static func rightValues(of kind: FieldKind) -> [Value] {
    switch kind {
    case .text, .words, .path: [Value(words: ["/x"], json: "/x")]
    case .texts: [Value(words: ["a", "b"], json: ["a", "b"])]
    case .integer(let range): [range.lowerBound, range.upperBound].map { Value(words: ["\($0)"], json: $0) }
    case .number(let range):
      [range.lowerBound, range.upperBound].map { Value(words: ["\($0)"], json: $0) }
    case .flag: [Value(words: [], json: true)]
    case .choice(let names): names.map { Value(words: [$0], json: $0) }
    case .choices(let names): [Value(words: names, json: names)]
    case .date: [Value(words: ["2024-01-01"], json: "2024-01-01")]
    case .paths: [Value(words: ["/x", "/y"], json: ["/x", "/y"])]
    // No option takes objects.
    case .objects: []
    }
  }

  /// Values just outside of what a field takes.
  private static func wrongValues(of kind: FieldKind) -> [Value] {
    switch kind {
    case .text(let bytes):
      var texts = [text(bytes.upperBound + 1)]
      if bytes.lowerBound > 0 { texts.append("") }
      return texts.map { Value(words: [$0], json: $0) }
    case .words(let most): return [text(most + 1), "", " "].map { Value(words: [$0], json: $0) }
    case .texts(let maxCount, let bytes):
      var lists = [Array(repeating: "a", count: maxCount + 1), [text(bytes.upperBound + 1)]]
      if bytes.lowerBound > 0 { lists.append([""]) }
      return lists.map { Value(words: $0, json: $0) }
    case .integer(let range):
      return [range.lowerBound - 1, range.upperBound + 1].map { Value(words: ["\($0)"], json: $0) }
    case .date: return [Value(words: ["some day"], json: "some day")]
    case .path: return [Value(words: [text(4_097)], json: text(4_097))]
    case .number(let range):
      return [range.lowerBound - 1, range.upperBound + 1].map { Value(words: ["\($0)"], json: $0) }
    case .paths(let maxCount):
      let lists = [Array(repeating: "/a", count: maxCount + 1), [text(4_097)]]
      return lists.map { Value(words: $0, json: $0) }
    case .flag, .choice, .choices, .objects: return []
    }
  }

  /// A text of so many bytes that is an absolute path, which no verb changes.
  private static func text(_ bytes: Int) -> String { "/" + String(repeating: "a", count: bytes - 1) }

  private func parse(_ words: [String]) throws -> (any RequestingVerb, Invocation) {
    let verb = try #require(try Ipai.parseAsRoot(words) as? any RequestingVerb, "\(words)")
    return (verb, try Invocation(verb, in: World.test(home: home, output: Transcript())))
  }

  private func object(_ json: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
  }
}

extension RequestingVerb {
  fileprivate func encodedRequest(in invocation: Invocation) throws -> Data {
    try RequestCoding<Work>.encode(request(in: invocation))
  }

  fileprivate var defaultRequest: Data {
    get throws { try RequestCoding<Work>.encode(Work.Request()) }
  }

  fileprivate func exampleIsReadBack() throws -> Bool {
    try RequestCoding<Work>.decode(RequestCoding<Work>.encode(Work.example)) == Work.example
  }

  fileprivate func checkExample() throws { try Work.check(Work.example) }

  fileprivate func checkRequest(in invocation: Invocation) throws { try Work.check(request(in: invocation)) }
}

/// The verb of an action, with the option that stands for each of the action's fields.
private struct VerbOfAction {
  let action: ActionEntry
  /// By the keys of the fields.
  let options: [String: CommandDescription.Parameter]
  /// The fields that have an option.
  let fields: [ActionEntry.FieldDescription]
  private let path: [String]
  /// The keys in the order of the options: words without a name are told apart by it.
  private let order: [String]

  /// Options that every verb has, and those that say how a terminal shows a list.
  private static let common: Set<String> = [
    "format", "db", "quiet", "verbose", "no-pager", "help", "version", "all", "mark",
    // They override settings.
    "servers", "routes", "store",
  ]
  /// Other options of a verb, and why they are not fields.
  private static let others: [String: Set<String>] = [
    // Its items are those of another action.
    "commits status": ["all-repos"],
    // Texts come from standard input, line by line.
    "model embed": ["jsonl"], "model tokenize": ["jsonl"],
    // The texts come from a file.
    "rag import": ["file"],
    // It starts programs, which no other face may.
    "doctor": ["clients"],
    // It goes on until it is interrupted.
    "route health": ["watch"],
    // They say where the plan goes, and how the command ends.
    "promote plan": ["out", "detailed-exitcode"],
    // It says in which form the commands are printed.
    "advisor fix": ["shell"],
  ]
  /// Fields that words give in another way: the text of a file, or a stream of texts.
  private static let unnamed: [String: Set<String>] = [
    "rag search": ["plain"], "model embed": ["texts"], "model tokenize": ["texts"],
    "memory add": ["conversations"], "rag import": ["documents"],
  ]
  private static let standing = ["commits index": "path", "commits status": "repo"]
  /// The fields without which a verb is not complete, with a value.
  private static let needed = [
    "rag search": ["query": "x"], "rag add": ["path": "/x", "corpus": "x"], "rag forget": ["name": "x"],
    "rag show": ["corpus": "x"], "rag embed": ["corpus": "x"], "rag export": ["corpus": "x"],
    "rag import": ["corpus": "x"],
    "commits show": ["revision": "x"], "commits forget": ["path": "/x"],
    "why": ["path": "x"], "model remove": ["name": "x"], "memory add": ["text": "x"],
    "memory import": ["from": "jsonl", "path": "/x"],
    "memory show": ["session_id": "x"],
    "memory search": ["query": "x"], "memory recall": ["query": "x"], "memory link": ["session_id": "x"],
    "memory unlink": ["session_id": "x"], "memory archive": ["session_id": "x"], "memory forget": ["session_id": "x"],
    "memory context get": ["session_id": "x", "key": "x"],
    "memory context set": ["session_id": "x", "key": "x", "value": "x"], "memory context list": ["session_id": "x"],
    "memory context unset": ["session_id": "x", "key": "x"],
    "advisor explain": ["finding": "x"], "advisor fix": ["finding": "x"], "advisor rules show": ["id": "x"],
    "advisor suppress": ["target": "x", "reason": "x", "owner": "x", "until": "never"],
    "advisor unsuppress": ["id": "1"],
    // The second of two numbers stands behind the first one.
    "advisor diff": ["from": "1"],
    "advisor snapshot save": ["file": "/x"], "advisor snapshot load": ["file": "/x"],
    "advisor snapshot redact": ["file": "/x", "output": "/y"],
    "skills sync": ["path": "/x"], "skills show": ["name": "x"],
    "skills validate": ["path": "/x"], "skills history": ["name": "x"], "skills find": ["query": "x"],
    "skills set-status": ["name": "x", "status": "testing", "reason": "x"],
    "skills diff": ["name": "x", "from": "x", "to": "x"], "skills export": ["name": "x", "dir": "/x"],
    "skills new": ["name": "x"], "skills eval": ["skill": "x"], "keys create": ["name": "x"],
    "keys rotate": ["key": "x"],
    "keys revoke": ["key": "x"], "route call": ["server": "x", "tool": "x"], "route pins approve": ["server": "x"],
    "promote rollback": ["name": "x", "reason": "x"],
    "route test": ["file": "/x"], "route replay": ["log": "/x", "config": "/x"],
  ]

  init(_ action: ActionEntry) throws {
    self.action = action
    let words = action.name.words
    let path = words.split(separator: " ").map(String.init)
    self.path = path
    fields = action.fields.filter { Self.unnamed[words]?.contains($0.key) != true }
    let command = try #require(CommandDescription.root.descendants.first { $0.path == path }?.command, "no verb")
    var options: [String: CommandDescription.Parameter] = [:]
    var order: [String] = []
    for parameter in command.parameters {
      let name = try #require(Self.name(of: parameter))
      if Self.common.contains(name) || Self.others[words]?.contains(name) == true { continue }
      let key = Self.key(of: name, among: action)
      options[key] = parameter
      order.append(key)
    }
    self.options = options
    self.order = order
  }

  /// The field that is the current folder, unless another is given.
  var standing: String? { Self.standing[action.name.words] }

  /// What `words(with:without:)` adds to the values, as JSON.
  func given(without key: String?) -> [String: Any] {
    var given: [String: Any] = [:]
    for (key, value) in needed(without: key) {
      switch fields.first(where: { $0.key == key })?.kind {
      case .paths, .texts: given[key] = [value]
      case .integer: given[key] = Int(value)
      default: given[key] = value
      }
    }
    return given
  }

  private func needed(without key: String?) -> [String: String] {
    // A search has a query or an example.
    if action.name.words == "rag search" && key == "like" { return [:] }
    return (Self.needed[action.name.words] ?? [:]).filter { $0.key != key }
  }

  /// A command line with these values and with what else the verb needs, except for the field `key`.
  func words(with values: [String: [String]], without key: String? = nil) throws -> [String] {
    var words: [String] = []
    let all = needed(without: key).mapValues { [$0] }.merging(values, uniquingKeysWith: { $1 })
    #expect(Set(all.keys).isSubset(of: order))
    for key in order {
      guard let texts = all[key] else { continue }
      let option = try #require(options[key], "\(key)")
      let name = "--" + (Self.name(of: option) ?? "")
      switch option.kind {
      case .positional: words += texts
      case .flag: words.append(name)
      // A value that begins with a dash has to stand in the same word.
      case .option: words += texts.flatMap { $0.hasPrefix("-") ? ["\(name)=\($0)"] : [name, $0] }
      }
    }
    return path + words
  }

  /// True for `--no-diff-words`.
  static func isNegated(_ option: CommandDescription.Parameter) -> Bool { name(of: option)?.hasPrefix("no-") == true }

  /// The long name of an option; of a word without one, what its value is called.
  private static func name(of parameter: CommandDescription.Parameter) -> String? {
    if parameter.kind == .positional { return parameter.valueName }
    return (parameter.names ?? []).first { $0.kind == "long" }?.name
  }

  /// The field that an option stands for: `--no-diff-words` for `diff_words`.
  private static func key(of name: String, among action: ActionEntry) -> String {
    let key = name.replacing("-", with: "_")
    let keys = action.fields.map(\.key)
    if keys.contains(key) { return key }
    if key.hasPrefix("no_"), keys.contains(String(key.dropFirst(3))) { return String(key.dropFirst(3)) }
    // `commits status PATH`: the folder is the only field.
    if key == "path" && keys == ["repo"] { return "repo" }
    return key
  }
}

extension ActionEntry: CustomTestStringConvertible {
  public var testDescription: String { name.words }
}
