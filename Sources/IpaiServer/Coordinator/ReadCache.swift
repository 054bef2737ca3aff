import Crypto
import Foundation
import IpaiActions
import IpaiRouting
import MCP
import Synchronization

/// Answers what only reads from what a server answered before, as long as the server allows that (2026-07-28, Caching: `ttlMs` and
/// `cacheScope`). What is private is kept for the one who asked. Who asks for the same at the same time shares one request.
final class ReadCache: Sendable {
  private let services: Services
  /// How long, in milliseconds, answers are kept at most.
  private let longest: Int
  private let state = Mutex<[Data: Task<[String: JSON], any Error>]>([:])

  /// The largest answer that is kept, in bytes.
  private static let maxBytes = 1 << 20

  /// Keeps answers in the services' database for at most so many seconds.
  init(_ services: Services, seconds: Int) {
    self.services = services
    longest = seconds * 1_000
  }

  /// The result of a request of a server: one that was kept, or what `ask` returns. `isShared`: whether others who ask for the same
  /// meanwhile get it too. Throws what `ask` throws.
  func result(
    _ method: String, _ params: [String: JSON], of server: String, for principal: String?, isShared: Bool,
    _ ask: @escaping @Sendable () async throws -> [String: JSON]
  ) async throws -> [String: JSON] {
    let asked: JSON = ["method": .string(method), "params": .object(params), "server": .string(server)]
    let shared = Self.key(asked, nil)
    let own = Self.key(asked, principal ?? "")
    for key in [shared, own] { if let kept = await kept(key) { return kept } }
    let answer: @Sendable () async throws -> [String: JSON] = { [self] in
      let result = try await ask()
      await keep(result, of: server, result["cacheScope"] == "public" ? shared : own)
      return result
    }
    guard isShared else { return try await answer() }
    let task = state.withLock { running in
      if let task = running[own] { return task }
      let task = Task {
        defer { _ = state.withLock { $0.removeValue(forKey: own) } }
        return try await answer()
      }
      running[own] = task
      return task
    }
    // Whoever leaves does not end it for the others; a server that is slow is given up by its deadline.
    return try await task.value
  }

  private static func key(_ asked: JSON, _ principal: String?) -> Data {
    let whole: JSON = ["asked": asked, "principal": principal.map(JSON.string) ?? .null]
    return Data(SHA256.hash(data: whole.encodedSorted))
  }

  private var now: Int { Int(services.now().timeIntervalSince1970 * 1_000) }

  private func kept(_ key: Data) async -> [String: JSON]? {
    guard longest > 0 else { return nil }
    let now = now
    let found = try? await services.working { [services] _ in
      try await services.routingCacheIfAny()?.answer(key, now: now)
    }
    guard let found, let json = try? JSON(parsing: found.answer) else { return nil }
    return json.object
  }

  private func keep(_ result: [String: JSON], of server: String, _ key: Data) async {
    guard let wanted = result["ttlMs"]?.integer, wanted > 0, longest > 0,
      result["resultType"]?.string ?? "complete" == "complete"
    else { return }
    let answer = JSON.object(result).encoded
    guard answer.count <= Self.maxBytes else { return }
    let now = now
    let expires = now + min(wanted, longest)
    try? await services.carry(.writing) {
      try await services.working { [services] _ in
        try await services.routingCache().keep(answer, key, of: server, expires: expires, now: now)
      }
    }
  }
}
