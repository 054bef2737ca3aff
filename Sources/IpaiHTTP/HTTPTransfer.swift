import CCurl
import Foundation

/// A GET that libcurl makes on the calling thread, following redirects.
final class HTTPTransfer {
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
  /// Seconds without a byte after which a transfer is given up.
  private static let stallTimeout = 30

  private init(
    receive: @escaping (Int, [String: String], UnsafeRawBufferPointer) -> Bool, isCancelled: @escaping () -> Bool
  ) {
    self.receive = receive
    self.isCancelled = isCancelled
  }

  /// Makes a GET and waits for its end; `receive` gets the status, the headers and each part of the body, and returns false
  /// to stop.
  static func run(
    _ address: WebAddress, headers: [String], isCancelled: @escaping () -> Bool,
    receive: @escaping (Int, [String: String], UnsafeRawBufferPointer) -> Bool
  ) -> Outcome {
    let transfer = HTTPTransfer(receive: receive, isCancelled: isCancelled)
    let result = transfer.perform(address, headers)
    let message = withUnsafeBytes(of: result.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return Outcome(
      code: result.outcome, status: Int(result.status), message: message, headers: transfer.headers)
  }

  private func perform(_ address: WebAddress, _ headers: [String]) -> ccurl_result {
    let lines = headers.map { UnsafePointer(strdup($0)) }
    defer { lines.forEach { free(UnsafeMutableRawPointer(mutating: $0)) } }
    let context = Unmanaged.passUnretained(self).toOpaque()
    return address.text.withCString { url in
      "ipai".withCString { agent in
        lines.withUnsafeBufferPointer { lines in
          var request = ccurl_request()
          request.url = url
          request.headers = lines.baseAddress
          request.header_count = lines.count
          request.user_agent = agent
          request.connect_timeout_seconds = Self.connectTimeout
          request.stall_timeout_seconds = Self.stallTimeout
          // An address with https: must not lead to one without.
          request.follows_redirects = 1
          request.allows_plain_http = Self.flag(address.text.lowercased().hasPrefix("http:"))
          request.context = context
          request.on_header = { context, line, length in
            HTTPTransfer.from(context)?.take(UnsafeRawBufferPointer(start: line, count: length))
          }
          request.on_body = { context, bytes, length in
            let part = UnsafeRawBufferPointer(start: bytes, count: length)
            return HTTPTransfer.flag(HTTPTransfer.from(context)?.take(body: part) == true)
          }
          request.on_progress = { context in HTTPTransfer.flag(HTTPTransfer.from(context)?.isCancelled() == false) }
          return withExtendedLifetime(self) { ccurl_run(&request) }
        }
      }
    }
  }

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
