/// What a folder holds under a name.
package struct FolderEntry: Sendable {
  /// The kinds of things that a name can stand for.
  package enum Kind: String, Sendable {
    case file = "a file"
    case folder = "a folder"
    case link = "a symbolic link"
    case pipe = "a named pipe"
    case socket = "a socket"
    case device = "a device"
    case unknown = "of an unknown kind"
  }

  /// The bytes of the name.
  package let bytes: [UInt8]
  /// What it is.
  package let kind: Kind
}
