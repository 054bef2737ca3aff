/// The entry for ipai in a client's file. It holds no key, only where the client finds it.
package struct ClientEntry: Equatable, Sendable {
  /// The name of the server in the file.
  package static let name = "ipai"
  /// The variable of the environment from which Claude Code, Cursor and Codex take the key.
  package static let keyVariable = "IPAI_API_KEY"
  /// The input for which VS Code asks its user once.
  package static let inputID = "ipai-key"

  /// The file.
  package let file: ClientFile
  /// How the client reaches ipai.
  package let connection: ClientConnection

  /// An entry with its parts.
  package init(_ file: ClientFile, _ connection: ClientConnection) {
    self.file = file
    self.connection = connection
  }

  /// The keys under which the entry stands: `["servers", "ipai"]`.
  package var keys: [String] { file.serverKeys + [Self.name] }

  /// The file's text with the entry; an empty text becomes a file with the entry alone. Throws `ClientFileError`.
  package func edited(_ text: String) throws(ClientFileError) -> String {
    if file.client == .codex { return try TOMLTableEdit(text, path: keys).setting(pairs) }
    let document = try JSONCDocument(text)
    if case .vscodeWorkspace = file {
      try document.refuseDottedKeys(on: keys)
      try document.refuseDottedKeys(on: file.inputKeys ?? keys)
    }
    let edited = try document.setting(server, at: keys)
    guard let input, let inputKeys = file.inputKeys else { return edited }
    return try JSONCDocument(edited).adding(input, id: Self.inputID, to: inputKeys)
  }

  /// True when `edited` would change nothing. Throws `ClientFileError`.
  package func isPresent(in text: String) throws(ClientFileError) -> Bool {
    try edited(text).utf8.elementsEqual(text.utf8)
  }
}
