/// What a folder holds under a name.
struct FolderEntry {
  /// The kinds of things that a name can stand for.
  enum Kind: String {
    case file = "a file"
    case folder = "a folder"
    case link = "a symbolic link"
    case pipe = "a named pipe"
    case socket = "a socket"
    case device = "a device"
    case unknown = "of an unknown kind"
  }

  /// The bytes of the name.
  let bytes: [UInt8]
  let kind: Kind
}
