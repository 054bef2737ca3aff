import IpaiCore
import Foundation

/// Reads the keys of an issuer over the net.
struct KeySetSource: Sendable {
  private let issuer: TokenIssuer
  private let fetch: DocumentFetch

  /// Reads with `fetch`.
  init(_ issuer: TokenIssuer, fetch: @escaping DocumentFetch) {
    self.issuer = issuer
    self.fetch = fetch
  }

  /// The keys that the issuer has now, and how long they may be used. Throws `KeySetFault`.
  func read() async throws(KeySetFault) -> (keys: KeySet, life: Duration) {
    let address: String
    if let given = issuer.keySetAddress { address = given } else { address = try await discovered() }
    let document = try await document(at: address)
    return (try KeySet(document.body), KeySetLife.of(document.cacheControl))
  }

  /// Where the issuer says that its keys are. Metadata about another issuer is ignored (RFC 8414, section 3.3).
  private func discovered() async throws(KeySetFault) -> String {
    var problem: KeySetFault?
    for address in issuer.metadataAddresses where !Task.isCancelled {
      do throws(KeySetFault) {
        let document = try await document(at: address)
        if let found = keySetAddress(in: document) { return found }
      } catch {
        // Which of the addresses an issuer has is not known.
        if error != .status(404) { problem = problem ?? error }
      }
    }
    throw problem ?? .noMetadata
  }

  private func keySetAddress(in document: FetchedDocument) -> String? {
    guard let metadata = try? JSONDecoder().decode(IssuerMetadata.self, from: document.body),
      metadata.issuer.utf8.elementsEqual(issuer.issuer.utf8), let address = SecureAddress(metadata.keySetAddress),
      // Nobody on the net may send requests to what only this machine can reach.
      address.isEncrypted || issuer.isOfThisMachine
    else { return nil }
    return address.text
  }

  private func document(at address: String) async throws(KeySetFault) -> FetchedDocument {
    let document: FetchedDocument
    do { document = try await fetch(address) } catch { throw .unreachable("\(error)") }
    guard document.status == 200 else { throw .status(document.status) }
    guard document.body.count <= FetchedDocument.mostBytes else { throw .tooLarge }
    return document
  }
}
