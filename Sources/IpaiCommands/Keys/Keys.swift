import ArgumentParser
import IpaiAccess

/// `ipai keys`: who may use the server. A new verb is a line here.
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Manage the keys of the server's clients.",
    discussion: """
      A client of 'ipai serve' needs a key. A key has a scope: read, write (which includes reading), advisor (which \
      includes reading, and seeing what the advisor found in cloud accounts) or admin (everything, keys included).

      Examples:
        ipai keys create laptop
        ipai keys list
      """,
    subcommands: [KeysCreate.self, KeysList.self, KeysRotate.self, KeysRevoke.self])
}

extension AccessScope: ExpressibleByArgument {}
