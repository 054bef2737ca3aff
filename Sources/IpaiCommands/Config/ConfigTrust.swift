import ArgumentParser
import Foundation
import IpaiCore

/// `ipai config trust`
struct ConfigTrust: Verb {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Let the configuration file of this repository set everything.",
    discussion: """
      A repository's .ipai/config.yaml comes from whoever wrote the repository, so until it is trusted it may set only \
      what is harmless. Trust holds for the file as it is: read it first, and again after every change.

      Examples:
        ipai config trust
        ipai config trust --revoke
      """)

  @Flag(help: "Take the trust back.")
  var revoke = false

  @OptionGroup var common: CommonOptions

  private struct Outcome: Encodable {
    let path: String
    let trusted: Bool
  }

  func run(in session: Session) throws {
    guard let path = session.sources.repositoryFile else {
      throw IpaiError(.notFound, "not in a git repository: \(session.world.currentDirectory)")
    }
    let text = try ConfigurationFile.text(path)
    guard revoke || text != nil else { throw IpaiError(.notFound, "there is no \(path)") }
    try TrustedFiles(session.sources.directories).set(path, content: revoke ? nil : text)
    let outcome = Outcome(path: path, trusted: !revoke)
    session.answer(Answer(outcome) { _ in "\(path) is \(revoke ? "no longer trusted" : "trusted as it is now")\n" })
  }
}
