package import Foundation
package import IpaiCore
package import IpaiHTTP

/// An index of a web site. It is asked over HTTPS, or over HTTP on this machine; no other host is ever asked, whatever
/// the index or a redirect says.
package struct SiteIndex: IndexPlace {
  package let place: String
  private let address: URL
  private let origin: String
  private let http: HTTPClient
  private let key: Secret?

  private let patience: Int

  private static let mostRedirects = 3
  private static let indexTypes: Set = [
    "application/json", "text/json", "application/octet-stream", "text/plain", "binary/octet-stream",
  ]

  /// The index at an address: that of a site, or of the index itself, which ends with `.json`. `key` is sent with each
  /// request, and `patience` is how long a whole answer may take, in seconds.
  ///
  /// Throws `IpaiError(.usage)` for an address that is not one of HTTPS.
  package init(_ text: String, http: HTTPClient, key: Secret? = nil, patience: Int = 120) throws {
    guard let secure = SecureAddress(text), !secure.hasQuery else {
      throw IpaiError(
        .usage, "the address of an index begins with https://, and has no user, question mark or fragment",
        hint: "http:// is for this machine alone")
    }
    let index = secure.path.hasSuffix(".json") ? secure.path : "\(secure.path)/\(DiscoveryIndex.path)"
    guard let address = URL(string: secure.origin + index) else {
      throw IpaiError(.usage, "'\(text.prefix(200))' is not an address")
    }
    self.address = address
    place = secure.origin + secure.path
    origin = secure.origin
    self.http = http
    self.key = key
    self.patience = patience
  }

  package func index() async throws -> Data {
    let (content, type) = try await get(address, limit: DiscoveryIndex.mostBytes)
    let media = type?.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
    if let media, !Self.indexTypes.contains(media), !(media.hasPrefix("application/") && media.hasSuffix("+json")) {
      throw IpaiError(.conflict, "\(address.absoluteString) is no index of skills, but \(media.prefix(80))")
    }
    return content
  }

  package func artifact(_ url: String, limit: Int) async throws -> Data {
    guard let target = URL(string: url, relativeTo: address)?.absoluteURL else {
      throw IpaiError(.conflict, "the index of \(place) names the artifact '\(url.prefix(200))', which is no address")
    }
    return try await get(target, limit: limit).content
  }

  private func get(_ url: URL, limit: Int) async throws -> (content: Data, type: String?) {
    var url = url
    for _ in 0...Self.mostRedirects {
      try check(url)
      let answer = try await within(url) { [url] in try await fetch(url, limit: limit) }
      switch answer {
      case .content(let content, let type): return (content, type)
      case .moved(let target):
        guard let next = URL(string: target, relativeTo: url)?.absoluteURL else {
          throw IpaiError(.unavailable, "\(url.absoluteString) answers with a redirect to no address")
        }
        url = next
      }
    }
    throw IpaiError(.unavailable, "\(url.absoluteString) leads on and on")
  }

  /// Throws for an address of another host.
  private func check(_ url: URL) throws {
    guard let secure = SecureAddress(url.absoluteString), secure.origin.lowercased() == origin.lowercased() else {
      throw IpaiError(
        .conflict, "\(place) leads to another place, \(url.absoluteString.prefix(200)), which is not followed",
        hint: "name that place with --from, if you trust it")
    }
  }

  private enum Answer: Sendable {
    case content(Data, type: String?)
    case moved(String)
  }

  private func fetch(_ url: URL, limit: Int) async throws -> Answer {
    let shown = url.absoluteString
    var headers = [(name: "Accept", value: "*/*")]
    if let key { headers.append((name: "Authorization", value: "Bearer \(key.reveal())")) }
    let response: HTTPClient.Response
    do {
      response = try await http.send(
        HTTPClient.Request("GET", try WebAddress(shown), headers: headers, body: Data()))
    } catch let failure as HTTPClient.Failure {
      throw IpaiError(.unavailable, "\(shown) cannot be read: \(failure.reason)")
    }
    func header(_ name: String) -> String? { response.headers.first { $0.name.lowercased() == name }?.value }
    switch response.status {
    case 200: return .content(try await content(of: response, shown, limit), type: header("content-type"))
    case 301, 302, 303, 307, 308: return .moved(header("location") ?? "")
    case 401, 403:
      throw IpaiError(
        .denied, "\(shown) wants a key, or another one",
        hint: "put it into the variable \(Self.keyVariable), and name the address with --from")
    case 404, 410: throw IpaiError(.notFound, "there is no \(shown)")
    default: throw IpaiError(.unavailable, "\(shown) answers with the status \(response.status)")
    }
  }

  /// The variable with the key that is sent.
  package static let keyVariable = "IPAI_REGISTRY_KEY"

  private func content(of response: HTTPClient.Response, _ shown: String, _ limit: Int) async throws -> Data {
    let tooLarge = IpaiError(.conflict, "\(shown) is larger than \(ByteCount.text(limit))")
    if let length = response.headers.first(where: { $0.name.lowercased() == "content-length" })?.value,
      let length = Int(length), length > limit
    {
      throw tooLarge
    }
    var content = Data()
    do {
      for try await part in response.body {
        content += part
        // Releasing the stream ends the transfer.
        guard content.count <= limit else { throw tooLarge }
      }
    } catch let failure as HTTPClient.Failure {
      throw IpaiError(.unavailable, "\(shown) cannot be read: \(failure.reason)")
    }
    return content
  }

  /// What `work` with an address gives, where it takes no longer than this waits.
  private func within<Value: Sendable>(
    _ url: URL, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask { [patience] in
        try await Task.sleep(for: .seconds(patience))
        return nil
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() ?? nil else {
        throw IpaiError(
          .unavailable, "\(url.absoluteString) gave no whole answer within \(Count.text(patience, "second"))")
      }
      return value
    }
  }
}
