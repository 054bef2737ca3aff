import GRDBSQLite
import IpaiCore

/// The FTS5 extension interface of a connection (SQLite documentation, "Extending FTS5", section 7).
///
/// Throws `IpaiError(.internal)` when this SQLite was built without FTS5.
func fullTextAPI(of connection: OpaquePointer?) throws -> UnsafeMutablePointer<fts5_api> {
  var statement: OpaquePointer?
  defer { sqlite3_finalize(statement) }
  var api: UnsafeMutablePointer<fts5_api>?
  let prepared = sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nil)
  if prepared == SQLITE_OK {
    withUnsafeMutablePointer(to: &api) { pointer in
      _ = sqlite3_bind_pointer(statement, 1, pointer, cString("fts5_api_ptr"), nil)
      _ = sqlite3_step(statement)
    }
  }
  guard let api else {
    throw IpaiError(.internal, "this SQLite has no FTS5", hint: "install a libsqlite3 that was built with FTS5")
  }
  return api
}

/// A C string that lives as long as the program, as the type names of bound pointers must.
func cString(_ text: StaticString) -> UnsafePointer<CChar> {
  UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}
