import CGit2

/// An object of the store, whose bytes are freed with the value.
package struct GitObject: ~Copyable {
  private let handle: OpaquePointer

  /// Takes over a `git_odb_object`.
  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { git_odb_object_free(handle) }

  /// The content without git's header; valid as long as the object lives.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: git_odb_object_data(handle), count: git_odb_object_size(handle))
  }

  /// True for a commit.
  package var isCommit: Bool { git_odb_object_type(handle) == GIT_OBJECT_COMMIT }
  /// True for a tree.
  package var isTree: Bool { git_odb_object_type(handle) == GIT_OBJECT_TREE }
  /// True for the content of a file.
  package var isBlob: Bool { git_odb_object_type(handle) == GIT_OBJECT_BLOB }
}
