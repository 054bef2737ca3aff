package import Foundation
import IpaiCore
import NIOSSL
import Synchronization

/// The certificate with which a server proves who it is, and its key. It can be replaced while the server runs.
package final class Certificates: Sendable {
  private let current: Mutex<NIOSSLContext>

  /// What a server proves its name with, in files in the PEM format.
  package struct Files: Sendable, Equatable {
    /// The certificate, followed by those that vouch for it.
    package let certificate: String
    /// The private key.
    package let key: String

    /// The files with these absolute paths.
    package init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }

  /// Reads the files. `now` is the time at which the certificate has to be valid. Throws `IpaiError(.configuration)`.
  package init(_ files: Files, now: Date) throws { current = Mutex(try Self.context(files, now)) }

  /// Reads the files again; connections from now on use what they hold. Throws `IpaiError(.configuration)`; nothing changes then.
  package func reload(_ files: Files, now: Date) throws {
    let context = try Self.context(files, now)
    current.withLock { $0 = context }
  }

  /// What a new connection uses.
  var context: NIOSSLContext { current.withLock { $0 } }

  private static func context(_ files: Files, _ now: Date) throws -> NIOSSLContext {
    let chain: [NIOSSLCertificate]
    do { chain = try NIOSSLCertificate.fromPEMFile(files.certificate) } catch {
      throw unusable("the certificate", files.certificate, error)
    }
    guard let own = chain.first else { throw unusable("the certificate", files.certificate, nil) }
    let end = Date(timeIntervalSince1970: TimeInterval(own.notValidAfter))
    guard end > now else {
      throw IpaiError(
        .configuration, "the certificate \(files.certificate) expired on \(Timestamp(end).rfc3339)", hint: "renew it")
    }
    let key: NIOSSLPrivateKey
    do { key = try NIOSSLPrivateKey(file: files.key, format: .pem) } catch {
      throw unusable("the private key", files.key, error)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    do { return try NIOSSLContext(configuration: configuration) } catch {
      throw IpaiError(
        .configuration, "the key \(files.key) is not that of the certificate \(files.certificate)", cause: error)
    }
  }

  private static func unusable(_ what: String, _ path: String, _ cause: (any Error)?) -> IpaiError {
    IpaiError(
      .configuration, "\(what) \(path) cannot be read", hint: "it has to be a file in the PEM format", cause: cause)
  }
}
