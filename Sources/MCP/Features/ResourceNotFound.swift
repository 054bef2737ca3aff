/// There is no resource at an address. Each era has its own error code for that.
struct ResourceNotFound: Error {
  let uri: String

  /// The error with this era's code (Resources: Error Handling).
  func error(code: Int) -> RPCError {
    RPCError(code, "resource not found: \(uri)", data: ["uri": .string(uri)])
  }
}
