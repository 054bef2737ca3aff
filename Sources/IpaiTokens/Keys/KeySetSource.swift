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
    for address in issuer.metadataAddresses where !Task.isCancelled {
      guard let document = try? await document(at: address),
        let metadata = try? JSONDecoder().decode(IssuerMetadata.self, from: document.body),
        metadata.issuer.utf8.elementsEqual(issuer.issuer.utf8), SecureAddress(metadata.keySetAddress) != nil
      else { continue }
      return metadata.keySetAddress
    }
    throw .noMetadata
  }

  private func document(at address: String) async throws(KeySetFault) -> FetchedDocument {
    let document: FetchedDocument
    do { document = try await fetch(address) } catch { throw .unreachable("\(error)") }
    guard document.status == 200 else { throw .status(document.status) }
    guard document.body.count <= FetchedDocument.mostBytes else { throw .tooLarge }
    return document
  }
}
