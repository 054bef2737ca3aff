import HTTPTypes
package import Hummingbird
import IpaiAccess
import IpaiCore
package import Logging
import Tracing

/// Answers requests by another responder, and notes each of them: in the log, in the metrics and as a span. No header, query or
/// body gets there.
package struct ObservedResponder: LimitedResponder {
  private let responder: ServerResponder
  private let metrics: ServerMetrics
  private let logger: Logger
  /// Whether anybody collects spans.
  private let isTraced: Bool

  /// What the server accepts from its clients.
  package var limits: HTTPLimits { responder.limits }
  /// Where WebSockets come in.
  package var door: WebSocketDoor? { responder.door }

  /// A responder that has its requests answered by `responder`.
  package init(_ responder: ServerResponder, _ metrics: ServerMetrics, logger: Logger) {
    self.responder = responder
    self.metrics = metrics
    self.logger = logger
    isTraced = !(InstrumentationSystem.tracer is NoOpTracer)
  }

  /// Answers a request.
  package func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    let start = ContinuousClock.now
    let id = RequestID.of(request.headers)
    var context = context
    context.logger[metadataKey: "request_id"] = .string(id)
    metrics.begin()
    defer { metrics.end() }
    var response = isTraced ? await traced(request, context) : await answer(request, context)
    if let header = RequestID.header { response.headers[header] = id }
    context.record.quota?.add(to: &response.headers)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let route = Self.route(of: request, context)
    metrics.note(
      method: request.method.rawValue, route: route, status: response.status.code, caller: context.caller?.principal,
      seconds: seconds)
    log(request, response, id, seconds, context)
    return response
  }

  private func traced(_ request: Request, _ context: ConnectionContext) async -> Response {
    var parent = ServiceContext.topLevel
    InstrumentationSystem.instrument.extract(request.headers, into: &parent, using: FieldExtractor())
    return await withSpan("request", context: parent, ofKind: .server) { span in
      let response = await answer(request, context)
      let route = Self.route(of: request, context)
      span.operationName = "\(request.method.rawValue) \(route)"
      span.attributes["http.request.method"] = request.method.rawValue
      span.attributes["http.route"] = route
      span.attributes["http.response.status_code"] = response.status.code
      if response.status.kind == .serverError { span.setStatus(SpanStatus(code: .error)) }
      return response
    }
  }

  private func answer(_ request: Request, _ context: ConnectionContext) async -> Response {
    do { return try await responder.respond(to: request, context: context) } catch {
      context.logger.error("the request failed: \(error)")
      return ProblemDetails(IpaiError(.internal, "the request failed")).response
    }
  }

  /// The path as it was declared, with the names of its fields in place of their values.
  private static func route(of request: Request, _ context: ConnectionContext) -> String {
    if let route = context.endpointPath { return route }
    let path = request.uri.path
    return ServerResponder.paths.contains(path) ? path : "other"
  }

  private func log(
    _ request: Request, _ response: Response, _ id: String, _ seconds: Double, _ context: ConnectionContext
  ) {
    let level = Self.level(request, response)
    guard level >= logger.logLevel else { return }
    let path = request.uri.path.prefix(200)
    logger.log(
      level: level, "\(request.method.rawValue) \(path) \(response.status.code)",
      metadata: [
        "caller": .string(context.caller?.principal ?? "none"), "request_id": .string(id),
        "milliseconds": .stringConvertible((seconds * 10_000).rounded() / 10),
      ])
  }

  private static func level(_ request: Request, _ response: Response) -> Logger.Level {
    if response.status.kind == .serverError { return .error }
    // Supervisors ask all the time.
    let isProbe = ServerResponder.probes.contains(request.uri.path) && response.status.kind == .successful
    return isProbe ? .debug : .info
  }
}

/// Finds what the service before this one says of its span.
private struct FieldExtractor: Extractor {
  func extract(key: String, from fields: HTTPFields) -> String? { HTTPField.Name(key).flatMap { fields[$0] } }
}
