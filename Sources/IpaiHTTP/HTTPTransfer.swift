import CCurl
import Foundation

/// One GET of libcurl, as values: the headers of the last response, and the body as it comes.
final class HTTPTransfer {
  struct Outcome {
    let code: ccurl_outcome
    let status: Int
    let message: String
    /// Of the last response, by lower-case name.
    let headers: [String: String]
  }

  private var headers: [String: String] = [:]
  private var status = 0
  /// Called with the status and headers before the first part of a body, then with each part; false stops.
  private let receive: (Int, [String: String], UnsafeRawBufferPointer) -> Bool
  private let isCancelled: () -> Bool

  private static let connectTimeout = 20
  private static let stallTimeout = 30

  private init(
    receive: @escaping (Int, [String: String], UnsafeRawBufferPointer) -> Bool, isCancelled: @escaping () -> Bool
  ) {
    (self.receive, self.isCancelled) = (receive, isCancelled)
  }

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
          // An address that says https: must not lead to one that is not.
          request.follows_redirects = 1
          request.allows_plain_http = address.text.lowercased().hasPrefix("http:") ? 1 : 0
          request.context = context
          request.on_header = { context, line, length in
            HTTPTransfer.from(context)?.take(UnsafeRawBufferPointer(start: line, count: length))
          }
          request.on_body = { context, bytes, length in
            HTTPTransfer.from(context)?.take(body: UnsafeRawBufferPointer(start: bytes, count: length)) == true ? 1 : 0
          }
          request.on_progress = { context in HTTPTransfer.from(context)?.isCancelled() == false ? 1 : 0 }
          return withExtendedLifetime(self) { ccurl_run(&request) }
        }
      }
    }
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
