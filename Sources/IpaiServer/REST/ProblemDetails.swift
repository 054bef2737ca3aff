import Foundation
import HTTPTypes
import Hummingbird
import IpaiCore

/// An error as a client of the REST interface gets it (RFC 9457).
struct ProblemDetails: Encodable {
  /// What kind of error it is, by its HTTP status.
  let title: String
  let status: Int
  /// What went wrong, where.
  let detail: String
  /// The code that ipai has for it on every face.
  let code: String
  /// What to do about it.
  let hint: String?

  init(_ error: IpaiError) {
    status = error.code.httpStatus
    title = HTTPResponse.Status(code: status).reasonPhrase
    detail = ([error.message] + error.causes).joined(separator: ": ")
    code = error.code.rawValue
    hint = error.hint
  }

  var response: Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = (try? encoder.encode(self)) ?? Data()
    return Response(
      status: .init(code: status), headers: [.contentType: "application/problem+json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body + Data("\n".utf8))))
  }
}
