import ArgumentParser
import Foundation
import IpaiCore

/// `ipai config path`
struct ConfigPath: Verb {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "List the configuration files, in increasing order of precedence, and whether they exist.",
    discussion: """
      Examples:
        ipai config path
        ipai config path --format json
      """)

  static let worksWithBrokenConfiguration = true

  @OptionGroup var common: CommonOptions

  private struct Place: Encodable {
    let path: String
    let exists: Bool
  }

  /// Writes the paths of the files, whether they exist or not.
  func run(in invocation: Invocation) throws {
    let sources = invocation.sources
    let paths = [ConfigurationSources.systemFile, sources.userFile] + [sources.repositoryFile].compactMap { $0 }
    let places = paths.map { Place(path: $0, exists: PathText.withCString($0) { access($0, F_OK) } == 0) }
    invocation.answer(
      Answer(list: places) { theme in
        var table = TextTable(styles: [{ $0 }, theme.dim])
        for place in places {
          let remark = place.exists ? "" : "(does not exist)"
          table.add([place.path, remark])
        }
        return table.rendered(theme.unbounded)
      })
  }
}
