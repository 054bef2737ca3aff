/// A request to the API for what doctl has no command for.
enum ManagedRequest {
  /// A request without a body.
  static func line(_ method: String, _ path: ShellText) -> ShellText { request(method, "", path) }

  /// A request with JSON, which is written as a word of the command or as `@` and the name of a file.
  static func line(_ method: String, _ path: ShellText, json: ShellText) -> ShellText {
    request(method, "--header 'Content-Type: application/json' --data \(json) ", path)
  }

  /// The token of the advisor may read alone, so that another one is asked for. curl reads it from its input, because whoever uses the machine
  /// sees the words of a command.
  private static func request(_ method: String, _ body: ShellText, _ path: ShellText) -> ShellText {
    let token: ShellText = #""Authorization: Bearer ${DIGITALOCEAN_WRITE_TOKEN:?set it to a token that may write}""#
    return "curl --fail --request \(method) --header @- \(body)https://api.digitalocean.com/v2/\(path) <<<\(token)"
  }
}
