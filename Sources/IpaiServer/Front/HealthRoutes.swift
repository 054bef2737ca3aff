import Foundation
import HTTPTypes
import Hummingbird
import IpaiAccess
import IpaiActions
import IpaiCore
import NIOCore

/// What tells supervisors whether the server works. No key is needed, and nothing is said that a stranger may not know.
struct HealthRoutes: Sendable {
  private let services: Services

  /// The paths, with what they are for.
  static let summaries = [
    "/health": "Say whether the process answers, and how its databases are.",
    "/ready": "Say whether the database can be used, and whether it can be written.",
  ]

  /// Routes for these services.
  init(_ services: Services) { self.services = services }

  /// The answer for a path; nil for any other path.
  func answer(_ path: String) async -> Response? {
    switch path {
    case "/health": health()
    case "/ready": await ready()
    default: nil
    }
  }

  /// Whether the process answers, always with 200, and how it is. It waits for nothing, so that work that takes long does not make it look dead.
  private func health() -> Response {
    Self.response(.ok, services.isDatabaseInPlace ? Self.inPlace : Self.gone)
  }

  private static let inPlace = health("ok")
  private static let gone = health("unavailable")

  private static func health(_ state: String) -> ByteBuffer {
    body(
      #"{"databases":{"memory":"\#(state)","rag":"\#(state)","skills":"\#(state)"},"status":"\#(state)","version":"\#(Version.number)"}"#
    )
  }

  /// How long the database may take: whoever asks does not wait for long.
  private static let limit = Duration.seconds(2)

  /// Whether the database can be used.
  private func ready() async -> Response {
    do {
      let isReadOnly = try await Deadline.run(Self.limit) { [services] in
        try await services.working { _ in
          _ = try await services.keys().list(includesRevoked: false)
          return try await services.isStoreReadOnly()
        }
      }
      return Self.response(.ok, Self.body(isReadOnly ? #"{"status":"read_only"}"# : #"{"status":"ready"}"#))
    } catch {
      return Self.response(.serviceUnavailable, Self.body(#"{"status":"unavailable"}"#))
    }
  }

  private static func body(_ json: String) -> ByteBuffer { ByteBuffer(string: json + "\n") }

  private static func response(_ status: HTTPResponse.Status, _ body: ByteBuffer) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: body))
  }
}
