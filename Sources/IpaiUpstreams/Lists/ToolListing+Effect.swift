package import IpaiRouting
package import MCP

extension ToolListing {
  /// What the tool's annotations say that it does; a tool without them is taken to write.
  package var effect: CallEffect {
    if isReadOnly { return .read }
    return isIdempotent ? .idempotent : .write
  }
}
