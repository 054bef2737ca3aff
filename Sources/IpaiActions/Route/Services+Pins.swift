import IpaiCore
package import IpaiRouting

extension Services {
  /// The tools that were approved; none where there is no database yet. Throws what `databaseForReading` throws.
  package func toolPins() async throws -> ToolPins {
    try await blocking { [self] _ in
      guard let database = try databaseForReading() else { return .none }
      return try ToolPinStore(database).all()
    }
  }
}
