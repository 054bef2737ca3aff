import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import IpaiCore
import NIOCore

/// What was read, ready to be sent. It can be asked for again with its tag, and is then sent only when it has changed (RFC 9110,
/// section 13.1.2).
struct TaggedAnswer: Sendable {
  /// The body, in JSON with a line feed at its end.
  let body: ByteBuffer
  /// The value of the ETag field.
  let tag: String
  /// The value of the Link field; nil where there is no next page.
  let link: String?

  /// The answer with its tag.
  init(_ answer: RESTAnswer) {
    body = answer.body
    tag = "\"\(SHA256.hash(data: answer.json).prefix(12).hexadecimal)\""
    link = answer.link
  }

  /// The response to a request.
  func response(to request: Request) -> Response {
    var headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
    if let link, let field = RESTAnswer.linkField { headers[field] = link }
    if Self.lists(request.headers[values: .ifNoneMatch], tag) {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentType] = "application/json"
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
  }

  /// Whether If-None-Match names a tag, or any.
  static func lists(_ values: [String], _ tag: String) -> Bool {
    values.joined(separator: ",").split(separator: ",").contains { part in
      let part = part.trimmingCharacters(in: .whitespaces)
      return part == "*" || part == tag || part == "W/" + tag
    }
  }
}
