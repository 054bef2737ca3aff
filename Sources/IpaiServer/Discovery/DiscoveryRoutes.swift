import Foundation
import HTTPTypes
import Hummingbird
import IpaiActions
import IpaiCore
import IpaiPromotion
import NIOCore

/// The skills in force as agents look for them at an address (Agent Skills Discovery 0.2.0). They are read with a key,
/// as all that is read.
struct DiscoveryRoutes: Sendable {
  private let shelf: DiscoveryShelf

  /// The paths of the index and of the artifacts.
  static let index = "/" + DiscoveryIndex.path
  static let artifact = "/.well-known/agent-skills/\(DiscoveryIndex.artifacts)/{name}"

  /// The paths, with what they are for.
  static let summaries = [
    index: "List the skills that are in force, with their digests (Agent Skills Discovery 0.2.0).",
    artifact: "Get a skill as one file.",
  ]

  /// Routes for these services.
  init(_ services: Services) { shelf = DiscoveryShelf(services) }

  /// Adds the routes.
  func add(to router: some RouterMethods<ConnectionContext>) {
    router.get(RouterPath(Self.index)) { request, _ in
      await Self.answering { try await shelf.index().response(to: request) }
    }
    router.get(RouterPath(Self.artifact)) { request, context in
      let name = context.parameters.get("name") ?? ""
      return await Self.answering {
        guard let artifact = try await shelf.artifact(name) else {
          throw IpaiError(.notFound, "there is no such artifact", hint: "see \(Self.index)")
        }
        return Self.response(artifact, to: request)
      }
    }
  }

  private static func answering(_ work: () async throws -> Response) async -> Response {
    do { return try await work() } catch let error as IpaiError { return ProblemDetails(error).response } catch {
      return ProblemDetails(IpaiError(.internal, "the request failed")).response
    }
  }

  /// The name of an artifact is its digest, so that it may be kept for good.
  private static func response(_ artifact: SkillArtifact, to request: Request) -> Response {
    let tag = "\"\(artifact.digest.dropFirst("sha256:".count))\""
    var headers: HTTPFields = [.eTag: tag, .cacheControl: "private, max-age=31536000, immutable"]
    if TaggedAnswer.lists(request.headers[values: .ifNoneMatch], tag) {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentType] = artifact.kind.mediaType
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: artifact.content)))
  }
}
