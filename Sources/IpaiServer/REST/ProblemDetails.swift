import Foundation
import HTTPTypes
import Hummingbird
import IpaiCore
import NIOHTTP1

/// An error in the form that clients of the REST interface get (RFC 9457).
struct ProblemDetails: Encodable {
  /// The name of the HTTP status.
  let title: String
  /// The HTTP status.
  let status: Int
  /// What went wrong, and where.
  let detail: String
  /// The code that ipai has for the error in all of its interfaces.
  let code: String
  /// What to do about it.
  let hint: String?

  /// The details of an error.
  init(_ error: IpaiError) {
    status = error.code.httpStatus
    title = HTTPResponseStatus(statusCode: status).reasonPhrase
    detail = error.summary
    code = error.code.rawValue
    hint = error.hint
  }

  /// The details of an error that only HTTP has.
  init(_ status: HTTPResponse.Status, _ detail: String, code: ErrorCode = .usage) {
    self.status = status.code
    title = HTTPResponseStatus(statusCode: status.code).reasonPhrase
    self.detail = detail
    self.code = code.rawValue
    hint = nil
  }

  /// The media type of the body.
  static let contentType = "application/problem+json"

  /// The body of the response.
  var body: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return ((try? encoder.encode(self)) ?? Data()) + Data("\n".utf8)
  }

  /// The response to send.
  var response: Response {
    Response(
      status: .init(code: status), headers: [.contentType: Self.contentType],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
