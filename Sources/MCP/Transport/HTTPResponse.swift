public import Foundation

/// An HTTP response: what an HTTP server should send, or what a client received.
public struct HTTPResponse: Sendable {
  /// The status code.
  public var status: Int
  /// The header fields.
  public var headers: HTTPHeaders
  /// The body.
  public var body: Body

  /// The body of a response.
  public enum Body: Sendable {
    /// A whole body.
    case data(Data)
    /// On a server, events to send as they come. Stopping to read them means that the client is gone: cancel the reader, or let
    /// go of the stream, as soon as the connection closes. On a client, the parts of a body as they arrive; the stream ends
    /// with an error if the connection breaks.
    case events(AsyncThrowingStream<Data, any Error>)
  }

  /// A response with these parts.
  public init(_ status: Int, headers: HTTPHeaders = [:], body: Body = .data(Data())) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
