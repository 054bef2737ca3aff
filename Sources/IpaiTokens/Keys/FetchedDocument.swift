package import Foundation

/// The answer of a server to a GET request.
package struct FetchedDocument: Sendable {
  /// The status of HTTP. Anything but 200 is a failure, redirects included.
  package let status: Int
  /// The body: at most `mostBytes`, or more than that to say that it is too large.
  package let body: Data
  /// The field `Cache-Control`, its lines joined with commas; nil when there is none.
  package let cacheControl: String?

  /// How many bytes of a body are read. Whoever fetches may stop as soon as there are more.
  package static let mostBytes = 256 * 1_024

  /// An answer with its parts.
  package init(status: Int, body: Data, cacheControl: String? = nil) {
    self.status = status
    self.body = body
    self.cacheControl = cacheControl
  }
}

/// Sends a GET request to an address. It has to end soon after its task is cancelled, and must not follow redirects.
package typealias DocumentFetch = @Sendable (_ address: String) async throws -> FetchedDocument
