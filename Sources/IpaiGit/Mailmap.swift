import CGit2

/// The `.mailmap` of a repository ("gitmailmap"), which says by which name and address a person is to be known.
package struct Mailmap: ~Copyable {
  private var handle: OpaquePointer?

  /// Reads the mailmap, which is empty when the repository has none or it cannot be read.
  package init(of repository: borrowing GitRepository) {
    guard git_mailmap_from_repository(&handle, repository.handle) == 0 else {
      handle = nil
      return
    }
  }

  deinit { git_mailmap_free(handle) }

  /// The signature with the person's proper name and address and the same time.
  package borrowing func resolve(_ signature: Signature) -> Signature {
    var name: UnsafePointer<CChar>?
    var email: UnsafePointer<CChar>?
    return signature.name.withCString { ownName in
      signature.email.withCString { ownEmail in
        guard git_mailmap_resolve(&name, &email, handle, ownName, ownEmail) == 0, let name, let email else {
          return signature
        }
        return Signature(
          name: String(cString: name), email: String(cString: email), seconds: signature.seconds,
          offset: signature.offset)
      }
    }
  }
}
