import ArgumentParser
import IpaiAccess
import IpaiActions

/// `ipai keys rotate`
struct KeysRotate: ActionVerb {
  typealias Work = KeysRotateAction

  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: "Give a key a new secret; its name, scope and expiry stay as they are.",
    discussion: """
      Examples:
        ipai keys rotate ci
        ipai keys rotate ci --overlap 1h
      """)

  @Argument(help: KeysRotateAction.help("key"))
  var key: String

  @Option(help: KeysRotateAction.help("overlap", "time"))
  var overlap: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> KeysRotateAction.Request {
    var request = KeysRotateAction.Request()
    request.key = key
    request.overlap = overlap
    return request
  }

  func table(_ outcome: NewKey, in invocation: Invocation) -> String { outcome.secret + "\n" }

  func say(of outcome: NewKey, in invocation: Invocation) {
    invocation.say("the key is shown this once: keep it where only its client can read it")
  }
}
