import CGit2

/// The repository's `.mailmap` ("gitmailmap"): the name and address that a person is to be known by.
package struct Mailmap: ~Copyable {
  private var handle: OpaquePointer?

  /// Empty when the repository has none or it cannot be read.
  package init(of repository: borrowing GitRepository) {
    guard git_mailmap_from_repository(&handle, repository.handle) == 0 else {
      handle = nil
      return
    }
  }

  deinit { git_mailmap_free(handle) }

  /// The signature under the person's proper name; the time stays.
  package borrowing func resolve(_ signature: Signature) -> Signature {
    var (name, email): (UnsafePointer<CChar>?, UnsafePointer<CChar>?) = (nil, nil)
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
