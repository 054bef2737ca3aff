package import IpaiCore

/// The code of the error that some work throws; nil when it throws none.
package func errorCode(_ work: () async throws -> Void) async -> ErrorCode? {
  do {
    try await work()
    return nil
  } catch { return (error as? IpaiError)?.code }
}
