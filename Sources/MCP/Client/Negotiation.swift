/// Opens channels, and agrees on a revision with the server (Versioning; to 2025-11-25, Lifecycle: Version Negotiation).
struct Negotiation: Sendable {
  /// What the client says about itself.
  let info: Implementation
  /// How the client speaks.
  let options: Client.Options
  /// How the server is reached.
  let transport: ClientTransport
  /// Gives out the ids of requests.
  let nextID: @Sendable () -> RequestID

  /// Opens a channel, and returns it with what the server says about itself.
  ///
  /// `known`: the revision that the server spoke last.
  /// `onSession`: called with the channel as soon as the server may ask something on it.
  /// - Throws: `ChannelFailure`, `ClientError`, `RPCError`, `CancellationError`.
  func open(
    _ known: ProtocolVersion?, _ listener: ChannelListener,
    onSession: @escaping @Sendable (any Channel, ProtocolVersion) -> Void
  ) async throws -> (any Channel, ServerDescription) {
    var channel = try await channel(listener)
    do {
      do {
        return (channel, try await agree(on: channel, known, onSession))
      } catch let silence as Silence {
        if silence.reason == .hasEnded {
          await channel.close()
          channel = try await self.channel(listener)
        }
        return (channel, try await initialize(channel, after: silence, onSession))
      }
    } catch {
      await channel.close()
      throw error
    }
  }

  private func channel(_ listener: ChannelListener) async throws -> any Channel {
    do { return try await transport.open(options, listener) } catch let error as UnsentRequest {
      throw ClientError.unreachable(error.reason)
    }
  }

  /// The server does not seem to know revisions without sessions. Over stdio, the question may even have made it end.
  private struct Silence: Error {
    enum Reason { case hasRefused, isSlow, hasEnded }
    let reason: Reason
  }

  private func agree(
    on channel: any Channel, _ known: ProtocolVersion?, _ onSession: (any Channel, ProtocolVersion) -> Void
  ) async throws -> ServerDescription {
    switch options.mode {
    case .handshake: return try await initialize(channel, onSession)
    case .automatic where known.map(ProtocolVersion.handshakeOfClients.contains) == true:
      return try await initialize(channel, onSession)
    case .automatic: return try await discover(channel, mayFallBack: true)
    case .stateless: return try await discover(channel, mayFallBack: false)
    }
  }

  private func initialize(
    _ channel: any Channel, after silence: Silence, _ onSession: (any Channel, ProtocolVersion) -> Void
  ) async throws -> ServerDescription {
    do { return try await initialize(channel, onSession) } catch is RPCError where silence.reason == .isSlow {
      // It was only slow to start, and has no sessions after all.
      return try await discover(channel, mayFallBack: false)
    }
  }

  // MARK: Without sessions

  private func discover(
    _ channel: any Channel, mayFallBack: Bool, isSecond: Bool = false
  ) async throws -> ServerDescription {
    let version = ProtocolVersion.v2026_07_28
    let isProbe = transport.mayStaySilent && mayFallBack
    let outcome: Result<JSON, RPCError>
    do {
      let deadline =
        if isProbe { Deadline(seconds: options.probeSeconds) } else { Deadline(seconds: options.requestSeconds) }
      outcome = try await deadline.run { try await channel.call(call(MethodName.discover, meta(version), version)) }
    } catch ClientError.timedOut where isProbe {
      throw Silence(reason: .isSlow)
    } catch let failure as ChannelFailure where mayFallBack {
      if transport.mayStaySilent, failure.isConnectionLost { throw Silence(reason: .hasEnded) }
      guard case .refused(status: 400..<500) = failure.error else { throw failure }
      throw Silence(reason: .hasRefused)
    }
    let served: [String]?
    switch outcome {
    case .success(let result):
      served = result["supportedVersions"]?.array.map { $0.compactMap(\.string) }
      if served?.contains(version.rawValue) == true { return ServerDescription(version, result) }
    case .failure(let error):
      // These show that the server knows such revisions, and so has another reason to refuse.
      guard ![RPCError.Code.headerMismatch, RPCError.Code.missingCapability].contains(error.code) else { throw error }
      served = error.servedVersions
      if served?.contains(version.rawValue) == true {
        // It names the revision that it refused; another server may answer the next request.
        guard !isSecond else { throw error }
        return try await discover(channel, mayFallBack: mayFallBack, isSecond: true)
      }
    }
    let isForeign = served.map { $0.allSatisfy { !ProtocolVersion.handshakeNames.contains($0) } } ?? false
    guard mayFallBack, !isForeign else { throw ClientError.unsupportedVersion(served: served ?? []) }
    throw Silence(reason: .hasRefused)
  }

  private func call(_ method: String, _ params: [String: JSON], _ version: ProtocolVersion) -> Call {
    Call(id: nextID(), method: method, params: params, version: version)
  }

  private func meta(_ version: ProtocolVersion) -> [String: JSON] { ["_meta": .object(statelessMeta(version))] }

  /// The members of `_meta` that each request has in a revision without sessions.
  func statelessMeta(_ version: ProtocolVersion, _ request: Client.RequestOptions = .init()) -> [String: JSON] {
    var meta: [String: JSON] = [
      StatelessRequest.versionKey: .string(version.rawValue),
      StatelessRequest.capabilitiesKey: options.statelessCapabilities(request.questions),
      StatelessRequest.clientInfoKey: info.json,
    ]
    meta[optional: StatelessRequest.logLevelKey] = (request.log?.level ?? options.logLevel).map { .string($0.rawValue) }
    return meta
  }

  // MARK: With sessions

  private func initialize(_ channel: any Channel, _ onSession: (any Channel, ProtocolVersion) -> Void) async throws
    -> ServerDescription
  {
    let newest = ProtocolVersion.v2025_11_25
    onSession(channel, newest)
    let params: [String: JSON] = [
      "protocolVersion": .string(newest.rawValue), "capabilities": options.capabilities, "clientInfo": info.json,
    ]
    let result = try await Deadline(seconds: options.requestSeconds).run {
      try await channel.call(call(MethodName.initialize, params, newest))
    }.get()
    let named = result["protocolVersion"]?.string
    guard let version = named.flatMap(ProtocolVersion.init), ProtocolVersion.handshakeOfClients.contains(version)
    else {
      throw ClientError.unsupportedVersion(served: named.map { [$0] } ?? [])
    }
    onSession(channel, version)
    try await channel.post(.notification(method: MethodName.initialized, params: [:]), version)
    channel.listen(version)
    return ServerDescription(version, result)
  }
}
