import ArgumentParser
import Foundation
import IpaiCore

/// `ipai config trust`
struct ConfigTrust: Verb {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Trust the configuration file of this repository, so that it can set everything.",
    discussion: """
      A repository's .ipai/config.yaml comes from whoever wrote the repository. Until you trust it, it can only change \
      harmless settings, and it is ignored altogether if it has an error. Your trust applies to the file as it is now: \
      read the file before you trust it, and again after every change.

      Examples:
        ipai config trust
        ipai config trust --revoke
      """)

  static let worksWithBrokenConfiguration = true

  @Flag(help: "No longer trust the file.")
  var revoke = false

  @OptionGroup var common: CommonOptions

  private struct Outcome: Encodable {
    let path: String
    let trusted: Bool
  }

  /// Changes the list of trusted files. Throws `IpaiError(.configuration)` for a file with an error.
  func run(in invocation: Invocation) throws {
    guard let path = invocation.sources.repositoryFile else {
      throw IpaiError(.notFound, "not in a git repository: \(invocation.world.currentDirectory)")
    }
    let directories = invocation.sources.directories
    let trustedFiles = TrustedFiles(directories)
    let state: String
    if revoke {
      try trustedFiles.set(path, content: nil)
      state = "no longer trusted"
    } else {
      try trustedFiles.set(path, content: Self.checkedText(path, directories))
      state = "trusted as it is now"
    }
    let outcome = Outcome(path: path, trusted: !revoke)
    invocation.answer(Answer(outcome) { _ in "\(TerminalText.sanitized(path)) is \(state)\n" })
  }

  /// The file's text. A file with an error is not trusted, since every verb would then stop at it.
  private static func checkedText(_ path: String, _ directories: Directories) throws -> String {
    guard let text = try ConfigurationFile.text(path) else { throw IpaiError(.notFound, "there is no \(path)") }
    let entries = try ConfigurationFile.entries(text, path: path)
    let layer = ConfigurationLayer(.repositoryFile(path, trusted: true), entries)
    _ = try Configuration(directories: directories, layers: [layer]).checked()
    return text
  }
}
