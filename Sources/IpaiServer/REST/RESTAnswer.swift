import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What the REST interface answers when all went well.
struct RESTAnswer: Codable, Equatable {
  /// The body, in JSON.
  let json: Data
  /// The value of the Link field (RFC 8288), where there is a next page.
  var link: String?
  /// Where to see how far the work is that was begun; nil where all is done.
  var accepted: String?

  static let linkField = HTTPField.Name("Link")

  /// An answer with a body.
  init(_ json: Data, link: String? = nil, accepted: String? = nil) {
    self.json = json
    self.link = link
    self.accepted = accepted
  }

  /// The body as it is sent.
  var body: ByteBuffer { ByteBuffer(bytes: json + Data("\n".utf8)) }

  /// The response to a request.
  func response(to request: Request) -> Response {
    if request.method == .get { return TaggedAnswer(self).response(to: request) }
    var headers: HTTPFields = [.contentType: "application/json"]
    if let link, let field = Self.linkField { headers[field] = link }
    if let accepted { headers[.location] = accepted }
    return Response(
      status: accepted == nil ? .ok : .accepted, headers: headers, body: ResponseBody(byteBuffer: body))
  }
}
