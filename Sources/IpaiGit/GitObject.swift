import CGit2

/// The bytes of one object of the store, freed with the value.
package struct GitObject: ~Copyable {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { git_odb_object_free(handle) }

  /// Valid as long as the object lives.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: git_odb_object_data(handle), count: git_odb_object_size(handle))
  }

  package var isCommit: Bool { git_odb_object_type(handle) == GIT_OBJECT_COMMIT }
  package var isTree: Bool { git_odb_object_type(handle) == GIT_OBJECT_TREE }
  package var isBlob: Bool { git_odb_object_type(handle) == GIT_OBJECT_BLOB }
}
