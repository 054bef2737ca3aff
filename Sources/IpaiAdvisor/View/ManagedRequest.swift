/// A request to the API for what doctl has no command for. The shell fills in the token.
enum ManagedRequest {
  /// A request without a body.
  static func line(_ method: String, _ path: ShellText) -> ShellText {
    #"curl -X \#(method) -H "Authorization: Bearer $DIGITALOCEAN_ACCESS_TOKEN" https://api.digitalocean.com/v2/\#(path)"#
  }

  /// A request with JSON, which is written as a word of the command or as `@` and the name of a file.
  static func line(_ method: String, _ path: ShellText, json: ShellText) -> ShellText {
    let headers: ShellText =
      #"-H "Authorization: Bearer $DIGITALOCEAN_ACCESS_TOKEN" -H 'Content-Type: application/json'"#
    return #"curl -X \#(method) \#(headers) -d \#(json) https://api.digitalocean.com/v2/\#(path)"#
  }
}
