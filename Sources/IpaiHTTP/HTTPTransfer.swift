import CCurl
import Foundation

/// A request that libcurl makes on the calling thread.
final class HTTPTransfer {
  /// What is asked for, and for how long.
  struct Request {
    /// Where it goes.
    let address: WebAddress
    /// Whole header lines.
    var headers: [String] = []
    /// The body of a POST; nil for a GET.
    var body: Data?
    /// Whether it goes where the server points to.
    var followsRedirects = false
    /// Seconds without a byte after which it is given up; 0 for never.
    var stallTimeout = 30
    /// Seconds after which it is given up; 0 for never.
    var timeout = 0
    /// Whether proxies that the environment names are left out.
    var isDirect = false

    /// A GET.
    init(_ address: WebAddress) { self.address = address }
  }

  /// How a transfer ended.
  struct Outcome {
    /// Whether it was done, failed or was stopped.
    let code: ccurl_outcome
    /// The status of the last response; 0 when there was none.
    let status: Int
    /// Why it failed, in the words of libcurl.
    let message: String
    /// The headers of the last response by their names in lower case.
    let headers: [String: String]
  }

  private var headers: [String: String] = [:]
  private var status = 0
  /// Called with the status, the headers and a part of the body; false stops the transfer.
  private let receive: (Int, [String: String], UnsafeRawBufferPointer) -> Bool
  private let isCancelled: () -> Bool

  /// Seconds after which a connection that does not come about is given up.
  private static let connectTimeout = 20

  private init(
    receive: @escaping (Int, [String: String], UnsafeRawBufferPointer) -> Bool, isCancelled: @escaping () -> Bool
  ) {
    self.receive = receive
    self.isCancelled = isCancelled
  }

  /// Makes a request and waits for its end; `receive` gets the status, the headers and each part of the body, and returns false
  /// to stop. `session` is a `ccurl_session` whose connection is used; nil for one of its own.
  static func run(
    _ request: Request, session: OpaquePointer? = nil, isCancelled: @escaping () -> Bool,
    receive: @escaping (Int, [String: String], UnsafeRawBufferPointer) -> Bool
  ) -> Outcome {
    let transfer = HTTPTransfer(receive: receive, isCancelled: isCancelled)
    let result = transfer.perform(request, session)
    let message = withUnsafeBytes(of: result.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return Outcome(
      code: result.outcome, status: Int(result.status), message: message, headers: transfer.headers)
  }

  private func perform(_ request: Request, _ session: OpaquePointer?) -> ccurl_result {
    let lines = request.headers.map(Self.copy)
    let texts = [request.address.text, "ipai", "POST"].map(Self.copy)
    defer { (lines + texts).forEach { free(UnsafeMutableRawPointer(mutating: $0)) } }
    return (request.body ?? Data()).withUnsafeBytes { body in
      lines.withUnsafeBufferPointer { lines in
        var curl = ccurl_request()
        curl.url = texts[0]
        curl.user_agent = texts[1]
        if request.body != nil { curl.method = texts[2] }
        curl.body = body.baseAddress
        curl.body_length = body.count
        curl.headers = lines.baseAddress
        curl.header_count = lines.count
        curl.connect_timeout_seconds = Self.connectTimeout
        curl.stall_timeout_seconds = request.stallTimeout
        curl.timeout_seconds = request.timeout
        curl.is_direct = Self.flag(request.isDirect)
        curl.follows_redirects = Self.flag(request.followsRedirects)
        // An address with https: must not lead to one without.
        curl.allows_plain_http = Self.flag(request.address.text.lowercased().hasPrefix("http:"))
        setCallbacks(&curl)
        return withExtendedLifetime(self) {
          guard let session else { return ccurl_run(&curl) }
          return ccurl_session_run(session, &curl)
        }
      }
    }
  }

  private func setCallbacks(_ request: inout ccurl_request) {
    request.context = Unmanaged.passUnretained(self).toOpaque()
    request.on_header = { context, line, length in
      HTTPTransfer.from(context)?.take(UnsafeRawBufferPointer(start: line, count: length))
    }
    request.on_body = { context, bytes, length in
      let part = UnsafeRawBufferPointer(start: bytes, count: length)
      return HTTPTransfer.flag(HTTPTransfer.from(context)?.take(body: part) == true)
    }
    request.on_progress = { context in HTTPTransfer.flag(HTTPTransfer.from(context)?.isCancelled() == false) }
  }

  private static func copy(_ text: String) -> UnsafePointer<CChar>? { UnsafePointer(strdup(text)) }

  /// A truth value as the C functions take it.
  private static func flag(_ value: Bool) -> CInt {
    if value { return 1 }
    return 0
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> HTTPTransfer? {
    context.map { Unmanaged<HTTPTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func take(_ bytes: UnsafeRawBufferPointer) {
    let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    if line.hasPrefix("HTTP/") {
      headers = [:]
      status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      headers[line[..<colon].lowercased()] = value
    }
  }

  private func take(body: UnsafeRawBufferPointer) -> Bool { receive(status, headers, body) }
}
