import IpaiCore
import IpaiEmbedding
import IpaiGit

/// The candidates that complete a command line.
///
/// They are written as lines: first `files`, `folders` or `none`, which says what the shell completes by itself; then
/// the candidates, each with a tab and a description.
package struct CompletionAnswer {
  private let request: CompletionRequest
  private let world: World

  /// `words` are those after the program's name, the last one being completed.
  init(_ words: [String], in world: World) {
    request = CompletionRequest(words)
    self.world = world
  }

  /// Whether `CompletionSource` declares where the values of a parameter come from.
  package static func hasSource(_ parameter: CommandDescription.Parameter, _ path: [String]) -> Bool {
    !CompletionSource.of(parameter, path).isEmpty
  }

  private struct Candidate {
    let text: String
    let description: String
  }

  /// Writes the answer to standard output.
  func write() {
    let (paths, candidates) = answer()
    let lines = candidates.filter { TerminalText.sanitized($0.text) == $0.text }.map {
      "\($0.text)\t\($0.description)\n"
    }
    world.standardOutput.write(paths + "\n" + lines.joined())
  }

  private func answer() -> (paths: String, candidates: [Candidate]) {
    let current = request.current
    guard request.isUnderstood else { return ("none", []) }
    if let option = request.pending { return values(of: option, startingWith: current) }
    if !request.isAfterTerminator && current.hasPrefix("-") {
      guard current.hasPrefix("--"), current.contains("=") else { return ("none", options(startingWith: current)) }
      return valuesAfterSign(current)
    }
    if !request.command.commands.isEmpty { return ("none", commands(below: request.command)) }
    return request.positional.map { values(of: $0, startingWith: current) } ?? ("none", [])
  }

  private func options(startingWith prefix: String) -> [Candidate] {
    request.command.parameters.flatMap { parameter in
      let names = parameter.names ?? []
      let isUsed = !parameter.isRepeating && names.contains { request.options[$0.text] != nil }
      guard !isUsed else { return [Candidate]() }
      return names.filter { $0.text.hasPrefix(prefix) }
        .map { Candidate(text: $0.text, description: parameter.abstract ?? "") }
    }
  }

  /// The answer for `--name=value` in one word; the candidates are whole words too.
  private func valuesAfterSign(_ word: String) -> (paths: String, candidates: [Candidate]) {
    let name = String(word.prefix { $0 != "=" })
    guard let option = request.command.parameter(typed: name), option.kind == .option else { return ("none", []) }
    let (paths, found) = values(of: option, startingWith: CompletionRequest.value(word))
    return (paths, found.map { Candidate(text: "\(name)=\($0.text)", description: $0.description) })
  }

  private func values(
    of parameter: CommandDescription.Parameter, startingWith prefix: String
  ) -> (paths: String, candidates: [Candidate]) {
    let sources = CompletionSource.of(parameter, request.path)
    return (Self.paths(sources), sources.flatMap(candidates).filter { $0.text.hasPrefix(prefix) })
  }

  /// What the shell completes by itself.
  private static func paths(_ sources: [CompletionSource]) -> String {
    if sources.contains(.files) { return "files" }
    if sources.contains(.folders) { return "folders" }
    return "none"
  }

  private func candidates(_ source: CompletionSource) -> [Candidate] {
    switch source {
    case .files, .folders, .anything: []
    case .words(let words): words.map { Candidate(text: $0, description: "") }
    case .revisions: revisions
    case .installedModels: installedModels
    case .allModels:
      installedModels
        + PublishedModel.all.map(\.name).filter { !installedModels.map(\.text).contains($0) }
        .map { Candidate(text: $0, description: "can be installed") }
    case .commands: commands(after: request.positionals)
    }
  }

  private var revisions: [Candidate] {
    guard let repository = try? GitRepository(containing: world.absolute(request.folder)) else { return [] }
    // A name that begins with a dash would become an option.
    return repository.referenceNames().filter { !$0.text.hasPrefix("-") }
      .map { Candidate(text: $0.text, description: $0.kind.rawValue) }
  }

  private var installedModels: [Candidate] {
    let folder = Directories(home: world.home, environment: world.environment).data + "/models"
    return ModelStore(folder: folder).names().map { Candidate(text: $0, description: "installed") }
  }

  private func commands(after words: [String]) -> [Candidate] {
    var command = CommandDescription.root
    for word in words {
      guard let next = command.command(named: word) else { return [] }
      command = next
    }
    return commands(below: command)
  }

  private func commands(below command: CommandDescription) -> [Candidate] {
    command.commands.map { Candidate(text: $0.commandName, description: $0.abstract ?? "") }
      .filter { $0.text.hasPrefix(request.current) }
  }
}
