import IpaiActions
import IpaiCore
import IpaiTokens
import Logging

/// What a server goes by that may change while it runs.
struct LiveSettings: Sendable {
  /// The certificate; nil where the server does not speak HTTPS.
  let certificates: Certificates?
  /// The access tokens that are accepted; nil for none.
  let tokens: TokenAccess?
  /// How often each client may ask.
  let limiter: RateLimiter
  private let services: Services
  private let logger: Logger

  /// What the configuration of `services` says. Throws `IpaiError(.configuration)`.
  init(_ services: Services, logger: Logger) throws {
    self.services = services
    self.logger = logger
    let configuration = services.configuration
    certificates = try Self.files(configuration).map { try Certificates($0, now: services.now()) }
    tokens = try TokenIssuer.named(in: configuration).map { TokenAccess($0, now: services.now, logger: logger) }
    limiter = RateLimiter(perMinute: configuration.rateLimit)
  }

  /// Goes by the configuration that `read` returns, and reads the certificate anew. When anything is wrong with them, all of it
  /// stays as it is. `prepare`: reads what else the configuration names, and returns what makes the server go by that.
  func readAnew(
    _ read: (() throws -> IpaiCore.Configuration)?,
    preparing prepare: (IpaiCore.Configuration) throws -> @Sendable () -> Void
  ) {
    guard let read else { return }
    do {
      let configuration = try read()
      let apply = try prepare(configuration)
      try change(to: configuration)
      apply()
      logger.notice("the configuration was read anew; host, port, db and the keys of the environment stay as they are")
    } catch {
      logger.error("the configuration stays as it is: \(IpaiError.summary(of: error))")
    }
  }

  private func change(to configuration: IpaiCore.Configuration) throws {
    let files = try Self.files(configuration)
    let issuer = try TokenIssuer.named(in: configuration)
    guard (files == nil) == (certificates == nil) else {
      throw IpaiError(.configuration, "whether the server speaks HTTPS cannot change while it runs")
    }
    guard (issuer == nil) == (tokens == nil) else {
      throw IpaiError(.configuration, "whether the server accepts access tokens cannot change while it runs")
    }
    if let certificates, let files { try certificates.reload(files, now: services.now()) }
    if let tokens, let issuer { tokens.change(issuer) }
    services.reconfigure(configuration)
    limiter.change(perMinute: configuration.rateLimit)
  }

  /// The files of the certificate; nil for none. Throws `IpaiError(.configuration)` when there is only one of the two.
  private static func files(_ configuration: IpaiCore.Configuration) throws -> Certificates.Files? {
    switch (configuration.tlsCertificate, configuration.tlsKey) {
    case ("", ""): return nil
    case (_, ""): throw IpaiError(.configuration, "there is a certificate, but no key for it", hint: "set tls_key")
    case ("", _): throw IpaiError(.configuration, "there is a key, but no certificate", hint: "set tls_certificate")
    case (let certificate, let key): return Certificates.Files(certificate: certificate, key: key)
    }
  }
}
