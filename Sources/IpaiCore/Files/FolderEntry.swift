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

  /// Whether the paths beneath it come first, by their bytes.
  func comes(before other: FolderEntry) -> Bool {
    let common = min(bytes.count, other.bytes.count)
    let order = bytes.withUnsafeBytes { left in
      other.bytes.withUnsafeBytes { right in
        ByteOrder.compare(
          UnsafeRawBufferPointer(rebasing: left[..<common]), UnsafeRawBufferPointer(rebasing: right[..<common]))
      }
    }
    if order != 0 { return order < 0 }
    return (byte(at: common) ?? 0) < (other.byte(at: common) ?? 0)
  }

  /// A byte of its name, or the slash after the name of a folder; nil after the end.
  private func byte(at index: Int) -> UInt8? {
    if index < bytes.count { return bytes[index] }
    if kind == .folder { return UInt8(ascii: "/") }
    return nil
  }
}
