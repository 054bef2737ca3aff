import Foundation
import IpaiHTTP
import IpaiTokens

extension FetchedDocument {
  /// Gets a document; no more of it is read than a document of this kind may have. Throws what `client` throws.
  static func fetch(_ address: String, by client: HTTPClient) async throws -> FetchedDocument {
    let request = HTTPClient.Request(
      "GET", try WebAddress(address), headers: [("Accept", "application/json")], body: Data())
    let response = try await client.send(request)
    var body = Data()
    for try await part in response.body {
      body += part
      if body.count > mostBytes { break }
    }
    let cacheControl = response.headers.filter { $0.name.lowercased() == "cache-control" }.map(\.value)
    return FetchedDocument(
      status: response.status, body: body,
      cacheControl: cacheControl.isEmpty ? nil : cacheControl.joined(separator: ","))
  }
}
