import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

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
    var headers: HTTPFields = [:]

    /// It is larger than any body may be.
    static let tooLarge = Refusal(status: .contentTooLarge)
    /// There is no room for it at the moment.
    static let busy = Refusal(status: .serviceUnavailable, headers: [.retryAfter: "1"])
  }

  /// The share of the budget that a request's body gets, which is to be kept until the request has been answered.
  func share(for request: Request) -> ByteBudget.Share {
    budget.share(announced: request.headers[.contentLength].flatMap { Int($0) })
  }

  /// The whole body of a request. Throws `Refusal`.
  func body(of request: Request, _ share: ByteBudget.Share, _ context: ConnectionContext) async throws -> Data {
    let announced = request.headers[.contentLength].flatMap(Int.init) ?? 0
    guard announced <= limits.maxBody else { throw Refusal.tooLarge }
    if request.headers[.expect] != nil { context.signal(.wantsBody) }
    var body = Data()
    for try await part in request.body {
      guard body.count + part.readableBytes <= limits.maxBody else { throw Refusal.tooLarge }
      guard share.take(part.readableBytes) else { throw Refusal.busy }
      body.append(contentsOf: part.readableBytesView)
    }
    return body
  }
}
