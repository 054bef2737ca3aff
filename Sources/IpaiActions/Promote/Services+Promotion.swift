import Foundation
import IpaiCore
import IpaiGit
import IpaiHTTP
import IpaiPromotion
import IpaiSkills

extension Services {
  /// Throws `IpaiError(.denied)` for callers that work from afar: promotions read a repository and run programs.
  func checkMayPromote() throws {
    guard roots == nil else {
      throw IpaiError(
        .denied, "skills are promoted on the machine with the repository, and not through a server",
        hint: "ipai promote, in a terminal or in CI")
    }
  }

  /// The plan of a request for a registry, with the skills that it promotes. Throws `IpaiError`.
  func promotionPlan(
    _ request: some PlanningRequest, for registry: any PromotionRegistry, isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> (plan: PromotionPlan, skills: [String: SkillAddition]) {
    let checkout = try await PromotionCheckout(request, in: self)
    let known = try await registry.state([])
    let source = try checkout.read(known: known.objectsInForce, isCancelled: isCancelled)
    let evals = PromotionEvals(
      self, runs: request.runsEvals, allowsUnisolated: request.allowUnisolatedEvals, isCancelled: isCancelled)
    var planner = PromotionPlanner(
      registry, known: known, origin: checkout.origin, selection: request.selection, withLines: request.diff,
      path: { checkout.path(of: $0, from: folder) }, isCancelled: isCancelled,
      evidence: { try await evals.evidence(of: $0, $1) })
    let plan = try await planner.plan(source, ipai: Version.number)
    return (plan, planner.additions)
  }

  /// Who promotes, when and how. Throws `IpaiError(.usage)` for a key without a name.
  func promotionContext(_ request: some SigningRequest, reason: String?) async throws -> PromotionContext {
    let run = CIRun(environment)
    var promoter = request.by ?? run.actor
    if promoter == nil { promoter = await gitUser() }
    return PromotionContext(
      by: promoter ?? "unknown", date: Timestamp(now()), reason: reason, run: run.address, ipai: Version.number,
      signer: try await signer(request),
      receivers: request.rollout ? try receivers().filter { $0.isConfigured(in: environment) } : [])
  }

  /// Whom git is configured for; nil for nobody.
  private func gitUser() async -> String? {
    let git = gitProgram(in: folder ?? "/")
    guard let name = await git.line(of: ["config", "--get", "user.name"]) else { return nil }
    guard let address = await git.line(of: ["config", "--get", "user.email"]) else { return name }
    return "\(name) <\(address)>"
  }

  /// What signs; nil where no key is given.
  private func signer(_ request: some SigningRequest) async throws -> SSHSigner? {
    let key: SSHSigner.Key
    if let path = request.sign {
      key = .file(path)
    } else if let text = environment["IPAI_SIGNING_KEY"], !text.isEmpty {
      key = .text(Secret(text))
    } else {
      return nil
    }
    var name = request.signer ?? environment["IPAI_SIGNER"].flatMap { $0.isEmpty ? nil : $0 }
    if name == nil { name = await gitProgram(in: folder ?? "/").line(of: ["config", "--get", "user.email"]) }
    guard let name else {
      throw IpaiError(
        .usage, "a promotion is to be signed, and nobody says under which name",
        hint: "name it with --signer, as the file of allowed signers has it")
    }
    return SSHSigner(signer: name, key: key, keygen: keygen)
  }

  private var keygen: SSHKeygen {
    // A key from the environment is better not written to a disk.
    let runtime = environment["XDG_RUNTIME_DIR"] ?? ""
    let place = runtime.hasPrefix("/") ? runtime : directories.data
    return SSHKeygen(environment: environment, scratch: place + "/ipai-signing")
  }

  /// Whose signatures are believed: those in the file that is named, or in the one that git is configured for. Nil for neither.
  func signatureRule(_ path: String?, _ repo: String?) async throws -> SignatureRule? {
    if let path {
      guard FileManager.default.isReadableFile(atPath: path) else {
        throw IpaiError(.notFound, "there is no file \(path) that can be read", hint: "name the allowed signers")
      }
      return SignatureRule(keygen: keygen, allowedSigners: path, atOnce: processorCount)
    }
    let git = gitProgram(in: repo ?? folder ?? "/")
    let words = ["config", "--path", "--get", "gpg.ssh.allowedSignersFile"]
    guard let known = await git.line(of: words), FileManager.default.isReadableFile(atPath: known) else { return nil }
    return SignatureRule(keygen: keygen, allowedSigners: known, atOnce: processorCount)
  }

  /// The last promotions that were seen from this machine.
  var knownHeads: KnownHeads { KnownHeads(path: directories.data + "/promotions.json") }

  /// The repository to compare with: the one that is named, or the one in which the caller stands, if any.
  func repositoryToCompare(_ named: String?) throws -> String? {
    if let named { return try repository(named) }
    guard let folder, (try? GitRepository(containing: folder)) != nil else { return nil }
    return folder
  }

  /// Who can be told: n8n, Mattermost, and the receivers in the file that `IPAI_ROLLOUT` names. Throws `IpaiError(.configuration)`.
  func receivers() throws -> [RolloutReceiver] {
    let path = environment["IPAI_ROLLOUT"] ?? ""
    guard !path.isEmpty else { return [.n8n, .mattermost] }
    guard path.hasPrefix("/"), let content = try SmallFile.read(path, maxBytes: RolloutFile.maxBytes) else {
      throw IpaiError(.configuration, "IPAI_ROLLOUT has to be the absolute path of a file that is there: \(path)")
    }
    return try [.n8n, .mattermost] + RolloutFile.receivers(content, path: path)
  }

  /// What sends the messages of a registry.
  func outbox(of registry: any PromotionRegistry) throws -> OutboxDelivery {
    OutboxDelivery(registry, receivers: try receivers(), environment: environment, http: HTTPClient(), now: now)
  }

  /// How long a promotion sends messages before it leaves the others to be sent later, in seconds.
  private static let deliverySeconds = 60

  /// Remembers a promotion as the last that was seen, unless the registry is another than it was: a verification has to say so.
  private func remember(
    _ statement: PromotionStatement, _ digest: String, _ registry: any PromotionRegistry
  ) async {
    let head = PromotionHead(
      number: statement.number, digest: digest, by: statement.promotedBy, date: statement.promotedAt)
    if let known = try? knownHeads.head(of: registry.place) {
      let records = try? await registry.records(of: nil, after: known.number - 1, most: 1)
      guard records?.first?.digest == known.digest else { return }
    }
    try? knownHeads.remember(head, of: registry.place)
  }

  /// What follows a promotion: it is remembered, a folder is published, and others are told. Nothing of it undoes the promotion.
  func afterPromotion(
    _ statement: PromotionStatement, _ digest: String, _ place: PromotionPlace, delivers: Bool,
    isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> OutboxDelivery.Result {
    await remember(statement, digest, place.registry)
    var unpublished: IpaiError?
    do { try await publish(place, isCancelled: isCancelled) } catch let error as IpaiError { unpublished = error }
    let result = try await delivered(place.registry, delivers: delivers, isCancelled: isCancelled)
    if let unpublished {
      throw IpaiError(
        unpublished.code, "promotion \(statement.number) is stored, and was not published: \(unpublished.message)",
        hint: "to publish it: ipai promote verify", cause: unpublished)
    }
    return result
  }

  /// Sends what is due; what cannot be sent waits in the registry.
  func delivered(
    _ registry: any PromotionRegistry, delivers: Bool, isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> OutboxDelivery.Result {
    guard delivers else { return OutboxDelivery.Result() }
    do {
      return try await outbox(of: registry).run(
        all: false, within: Self.deliverySeconds, isCancelled: isCancelled)
    } catch let error as IpaiError {
      return OutboxDelivery.Result(failure: error.message)
    }
  }
}
