import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import IpaiCore
import NIOCore

/// What the REST interface answers when all went well.
struct RESTAnswer: Codable, Equatable {
  /// The body, in JSON.
  let json: Data
  /// The value of the Link field (RFC 8288), where there is a next page.
  var link: String?

  private static let linkField = HTTPField.Name("Link")

  /// An answer with a body.
  init(_ json: Data, link: String? = nil) {
    self.json = json
    self.link = link
  }

  /// The response to a request. What was read can be asked for again with its tag, and is then sent only when it has changed
  /// (RFC 9110, section 13.1.2).
  func response(to request: Request) -> Response {
    var headers: HTTPFields = [.contentType: "application/json"]
    if let link, let field = Self.linkField { headers[field] = link }
    if request.method == .get {
      let tag = "\"\(SHA256.hash(data: json).prefix(12).hexadecimal)\""
      headers[.eTag] = tag
      headers[.cacheControl] = "private, no-cache"
      if Self.lists(request.headers[values: .ifNoneMatch], tag) {
        headers[.contentType] = nil
        return Response(status: .notModified, headers: headers)
      }
    }
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json + Data("\n".utf8))))
  }

  /// Whether If-None-Match names a tag, or any.
  private static func lists(_ values: [String], _ tag: String) -> Bool {
    values.joined(separator: ",").split(separator: ",").contains { part in
      let part = part.trimmingCharacters(in: .whitespaces)
      return part == "*" || part == tag || part == "W/" + tag
    }
  }
}
