package import Foundation

/// Where an index and its artifacts are read. All methods throw `IpaiError`.
package protocol IndexPlace: Sendable {
  /// Where it is, without secrets.
  var place: String { get }

  /// The file with the index, of at most `DiscoveryIndex.mostBytes`.
  func index() async throws -> Data

  /// The file at an address that an index names, of at most `limit` bytes.
  func artifact(_ url: String, limit: Int) async throws -> Data
}
