package import Foundation
package import IpaiCore
package import IpaiHTTP

/// Finds out what a token may read: one request for each scope, none of which changes anything.
package struct TokenCheck: Sendable {
  private let client: APIClient
  private let grantsClient: APIClient

  /// The longest time that the server that knows the scopes has for its answer, in seconds: nothing else depends on it.
  private static let patience = 10.0
  private static let grantsPath = "/v1/oauth/token/info"

  /// A check of a token with the API at `address`; `grants` is the server that knows its scopes.
  package init(_ address: WebAddress, grants: WebAddress, token: Secret) {
    var limits = RateBudget.Limits()
    limits.mostWaiting = 60
    client = APIClient(address, token: token, limits: limits)
    grantsClient = APIClient(grants, token: token, limits: limits)
  }

  /// What is known of the token after asking. Throws `CancellationError`.
  package func run(now: Date) async throws -> TokenReport {
    do {
      var report = TokenReport(access: .accepted)
      let account = try await read(.account)
      if case .failure(let failure) = account, failure.kind != .denied {
        return TokenReport(access: .unreachable(failure.reason))
      }
      if case .success(let body) = account {
        struct Answer: Decodable { let account: AccountInfo }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: body) else {
          return TokenReport(
            access: .unreachable("what answers is not DigitalOcean's API: it says nothing of an account"))
        }
        report.account = answer.account
      }
      async let grants = grants(at: Timestamp(now))
      report.scopes = try await answers(account)
      report.grants = try await grants
      report.limit = await client.budget.remaining
      return report
    } catch let failure as APIFailure {
      return TokenReport(access: .refused(failure.reason))
    }
  }

  // MARK: Scopes

  private typealias Reading = Result<Data, APIFailure>

  private func answers(_ account: Reading) async throws -> [ScopeAnswer] {
    let readings = try await withThrowingTaskGroup(of: (Scope, Reading).self) { group in
      for scope in ScopeUse.scopes where scope != .account {
        group.addTask { (scope, try await read(scope)) }
      }
      return try await group.reduce(into: [Scope.account: account]) { $0[$1.0] = $1.1 }
    }
    return ScopeUse.scopes.compactMap { scope in
      readings[scope].map { Self.answer(scope, $0, hasRegions: (try? readings[.regions]?.get()) != nil) }
    }
  }

  /// A small answer of an endpoint that takes the scope. Throws `APIFailure(.unauthorized)` and `CancellationError` alone.
  private func read(_ scope: Scope) async throws -> Reading {
    let path = scope == .regions ? "/v2/regions" : scope.proof?.path ?? "/v2/\(scope)"
    do {
      let ending = Self.whole.contains(scope) ? "" : (path.contains("?") ? "&" : "?") + "per_page=1"
      return .success(try await client.get(path + ending).body)
    } catch let failure as APIFailure where failure.kind != .unauthorized {
      return .failure(failure)
    }
  }

  /// Scopes whose endpoint has no pages.
  private static let whole: Set<Scope> = [.account, .database, .registry, .function, .billing]
  /// Scopes whose endpoint answers that there is nothing, to those who may know.
  private static let mayBeMissing: Set<Scope> = [.registry, .security]

  private static func answer(_ scope: Scope, _ reading: Reading, hasRegions: Bool) -> ScopeAnswer {
    switch reading {
    case .success(let body) where isObject(body):
      return ScopeAnswer(scope, .granted)
    case .success:
      return ScopeAnswer(scope, .unknown, reason: "the answer is not what the API describes")
    case .failure(let failure) where failure.kind == .notFound && mayBeMissing.contains(scope):
      return ScopeAnswer(scope, .granted)
    case .failure(let failure) where failure.kind == .denied:
      // What is read with both is refused without either.
      if scope == .sizes, !hasRegions {
        return ScopeAnswer(scope, .unknown, reason: "sizes are not shown without \(Scope.regions.rawValue)")
      }
      return ScopeAnswer(scope, .missing, reason: failure.reason)
    case .failure(let failure):
      return ScopeAnswer(scope, .unknown, reason: failure.reason)
    }
  }

  /// Whether an answer has something in it, be it an empty list.
  private static func isObject(_ body: Data) -> Bool {
    guard let members = try? JSONSerialization.jsonObject(with: body) as? [String: Any] else { return false }
    return members.keys.contains { !["id", "message", "links", "meta", "request_id"].contains($0) }
  }

  // MARK: Grants

  /// Throws `CancellationError` alone.
  private func grants(at now: Timestamp) async throws -> TokenReport.Grants {
    do {
      return try await withThrowingTaskGroup(of: TokenReport.Grants.self) { group in
        group.addTask {
          let body = try await grantsClient.get(Self.grantsPath).body
          guard let description = try? JSONDecoder().decode(TokenDescription.self, from: body),
            !description.scopes.isEmpty
          else { return .unknown("the answer about the token names no scopes") }
          return .known(description.grants(at: now))
        }
        group.addTask {
          try await Task.sleep(for: .seconds(Self.patience))
          return .unknown("there was no answer about the token within \(Int(Self.patience)) seconds")
        }
        defer { group.cancelAll() }
        return try await group.next() ?? .unknown("nothing was asked")
      }
    } catch let failure as APIFailure {
      return .unknown(failure.reason)
    }
  }
}
