import Foundation
import HTTPTypes
import Hummingbird
import IpaiCore
import NIOCore
import NIOHTTP1

/// Reads the bodies of requests within the limits of the server.
struct BodyReader {
  private let limits: HTTPLimits
  private let budget: ByteBudget

  /// A reader that takes the bytes of bodies from `budget`.
  init(_ limits: HTTPLimits, _ budget: ByteBudget) {
    self.limits = limits
    self.budget = budget
  }

  /// Why a body is not read.
  struct Refusal: Error {
    let status: HTTPResponse.Status
    /// What is wrong, for the client.
    let reason: String
    var headers: HTTPFields = [:]

    /// What would be read from it takes more memory than there may be.
    static let tooLarge = Refusal(status: .contentTooLarge, reason: "the body holds more than can be taken")
    /// There is no room for it at the moment.
    static let busy = Refusal(
      status: .serviceUnavailable, reason: "there is no room for the body at the moment", headers: [.retryAfter: "1"])
    /// It is not what HTTP allows.
    static let malformed = Refusal(status: .badRequest, reason: "the body is malformed: its chunks have no sizes")

    /// The response to send.
    var response: Response {
      var response = ProblemDetails(status, reason).response
      for field in headers { response.headers.append(field) }
      return response
    }
  }

  /// The share of the budget that a request's body gets, which is to be kept until the request has been answered.
  func share(for request: Request) -> ByteBudget.Share {
    budget.share(announced: request.headers[.contentLength].flatMap { Int($0) })
  }

  /// The whole body of a request. Throws `Refusal`.
  func body(of request: Request, _ share: ByteBudget.Share, _ context: ConnectionContext) async throws -> Data {
    let announced = request.headers[.contentLength].flatMap(Int.init) ?? 0
    guard announced <= limits.maxBody else { throw tooLarge }
    if request.headers[.expect] != nil { context.signal(.wantsBody) }
    do { return try await read(request, share) } catch let refusal as Refusal {
      throw refusal
    } catch is HTTPParserError {
      throw Refusal.malformed
    }
  }

  private func read(_ request: Request, _ share: ByteBudget.Share) async throws -> Data {
    var body = Data()
    for try await part in request.body {
      guard body.count + part.readableBytes <= limits.maxBody else { throw tooLarge }
      guard share.take(part.readableBytes) else { throw Refusal.busy }
      body.append(contentsOf: part.readableBytesView)
    }
    return body
  }

  private var tooLarge: Refusal {
    Refusal(status: .contentTooLarge, reason: "the body has more than \(ByteCount.text(limits.maxBody))")
  }
}
