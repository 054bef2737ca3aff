import CCurl
import Foundation
import Synchronization

/// A request of an engine with its response, from its start to its end.
final class HTTPExchange: Sendable {
  private let request: HTTPClient.Request
  private let buffer = ResponseBuffer()
  private let state = Mutex(State())

  private struct State {
    var transfer: Transfer?
    var head = ResponseBuffer.Head()
  }

  // Unchecked: only the engine's thread uses the pointer.
  private struct Transfer: @unchecked Sendable { let pointer: OpaquePointer }

  private static let connectSeconds = 20

  /// An exchange that has not started.
  init(_ request: HTTPClient.Request) { self.request = request }

  /// Whether the response has ended.
  var hasEnded: Bool { buffer.hasEnded }

  /// Ends the response, with an error when not all of it has arrived.
  func end(_ error: (any Error)?) { buffer.end(error) }

  // MARK: The engine's thread

  /// Hands the request to libcurl, unless it has ended already.
  func start(on engine: OpaquePointer) {
    guard !buffer.hasEnded else { return }
    let context = Unmanaged.passRetained(self)
    guard let pointer = begin(engine, context.toOpaque()) else {
      context.release()
      return end(HTTPClient.Failure(reason: "there is no memory for a request", isUnsent: true))
    }
    let transfer = Transfer(pointer: pointer)
    state.withLock { $0.transfer = transfer }
  }

  private func begin(_ engine: OpaquePointer, _ context: UnsafeMutableRawPointer) -> OpaquePointer? {
    var lines = request.headers.map { name, value in
      // libcurl sends a header with an empty value only when it ends with a semicolon.
      if value.isEmpty { return "\(name);" }
      return "\(name): \(value)"
    }
    lines.append("Expect:")
    if !request.headers.contains(where: { $0.name.lowercased() == "user-agent" }) { lines.append("User-Agent: ipai") }
    let pointers = lines.map { UnsafePointer(strdup($0)) }
    let files = [request.tls.authorities, request.tls.certificate, request.tls.key].map { path in
      path.map { UnsafePointer(strdup($0)) } ?? nil
    }
    defer { (pointers + files).forEach { free(UnsafeMutableRawPointer(mutating: $0)) } }
    let method = request.method
    return request.address.text.withCString { url in
      method.withCString { method in
        request.body.withUnsafeBytes { body in
          pointers.withUnsafeBufferPointer { headers in
            var curl = ccurl_request()
            curl.url = url
            curl.method = method
            curl.user_agent = nil
            curl.body = body.baseAddress
            curl.body_length = body.count
            curl.headers = headers.baseAddress
            curl.header_count = headers.count
            curl.authorities = files[0]
            curl.certificate = files[1]
            curl.key = files[2]
            curl.connect_timeout_seconds = Self.connectSeconds
            curl.allows_plain_http = 1
            curl.context = context
            Self.setCallbacks(&curl)
            return ccurl_start(engine, &curl)
          }
        }
      }
    }
  }

  private static func setCallbacks(_ request: inout ccurl_request) {
    request.on_header = { context, line, length in
      HTTPExchange.from(context)?.take(line: UnsafeRawBufferPointer(start: line, count: length))
    }
    request.on_body = { context, bytes, length in
      HTTPExchange.from(context)?.take(part: UnsafeRawBufferPointer(start: bytes, count: length)) ?? 0
    }
    request.on_done = { context, result in
      guard let context, let result = result?.pointee else { return }
      Unmanaged<HTTPExchange>.fromOpaque(context).takeRetainedValue().done(result)
    }
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> HTTPExchange? {
    context.map { Unmanaged<HTTPExchange>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Makes libcurl go on after a pause.
  func resume() {
    guard let transfer = state.withLock({ $0.transfer }) else { return }
    ccurl_resume(transfer.pointer)
  }

  /// Ends the transfer, if it has not ended.
  func stop(on engine: OpaquePointer) {
    let transfer = state.withLock { state in
      defer { state.transfer = nil }
      return state.transfer
    }
    guard let transfer else { return }
    ccurl_stop(engine, transfer.pointer)
    Unmanaged.passUnretained(self).release()
  }

  private func take(line bytes: UnsafeRawBufferPointer) {
    let line = Self.trimmed(bytes[...])
    let head = state.withLock { state in
      if line.starts(with: Self.statusStart) {
        let words = line.split(separator: UInt8(ascii: " "))
        state.head = .init(status: words.dropFirst().first.flatMap { Int(Self.text($0)) } ?? 0)
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        state.head.headers.append((Self.text(line[..<colon]), Self.text(Self.trimmed(line[(colon + 1)...]))))
      }
      return state.head
    }
    // Interim responses, below 200, come before the response itself.
    if line.isEmpty, head.status >= 200 { buffer.take(head) }
  }

  private static let statusStart = Array("HTTP/".utf8)

  private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes without the white space and the line breaks around them.
  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let start = bytes.drop(while: isSpace)
    guard let last = start.lastIndex(where: { !isSpace($0) }) else { return start.prefix(0) }
    return start[...last]
  }

  private func take(part bytes: UnsafeRawBufferPointer) -> CInt {
    switch buffer.take(Data(bytes)) {
    case .taken: 1
    case .full: CInt(CCURL_PAUSE)
    case .ended: 0
    }
  }

  private func done(_ result: ccurl_result) {
    state.withLock { $0.transfer = nil }
    guard result.outcome != CCURL_DONE else { return end(nil) }
    let reason = withUnsafeBytes(of: result.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    end(HTTPClient.Failure(reason: reason, isUnsent: result.is_unsent != 0))
  }

  // MARK: Any thread

  /// Waits for the header of the response.
  ///
  /// `resume` makes the engine go on after a pause, and `stop` makes it end the transfer.
  func response(resume: @escaping @Sendable () -> Void, stop: @escaping @Sendable () -> Void) async throws
    -> HTTPClient.Response
  {
    let head = try await buffer.head()
    let interest = Interest(stop)
    let body = AsyncThrowingStream<Data, any Error> { [buffer] in
      try await withTaskCancellationHandler {
        try await buffer.next(hasRoom: resume)
      } onCancel: {
        interest.end()
      }
    }
    return HTTPClient.Response(status: head.status, headers: head.headers, body: body)
  }

  /// Ends the transfer when nobody can read it any longer.
  private final class Interest: Sendable {
    let end: @Sendable () -> Void
    init(_ end: @escaping @Sendable () -> Void) { self.end = end }
    deinit { end() }
  }
}
