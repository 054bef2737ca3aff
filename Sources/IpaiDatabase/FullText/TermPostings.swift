package import GRDB
import GRDBSQLite
import IpaiCore

/// The documents in which each phrase of a query occurs and how often in each column, read from an FTS5 table in one pass.
///
/// FTS5 serves as the store of postings: an auxiliary function is called for one row only, walks every phrase of the
/// query with `xQueryPhrase`, and leaves ranking to the caller. Reading row by row would cost ten times as much.
package enum TermPostings {
  /// A document in which a phrase occurs.
  package struct Posting: Sendable {
    /// The rowid of the document.
    package let document: Int32
    /// One byte for each column, the first in the lowest: counting in a register is much quicker than in a vector.
    fileprivate let packed: UInt64

    /// A document that holds a phrase so often, in each of up to eight columns.
    package init(document: Int32, frequencies: SIMD8<UInt8>) {
      self.document = document
      packed = unsafeBitCast(frequencies, to: UInt64.self).littleEndian
    }

    /// The number of occurrences in each of up to eight columns, at most 255 each.
    package var frequencies: SIMD8<UInt8> { unsafeBitCast(packed.littleEndian, to: SIMD8<UInt8>.self) }
  }

  /// Reads the postings of phrases in the documents whose byte in `scope` is not 0: a list for each phrase, by ascending
  /// document.
  ///
  /// Each of `phrases` is an expression with one phrase (SQLite documentation, "FTS5 Phrases"). `scope` is indexed by
  /// document; documents beyond its end are left out. Throws `DatabaseError`.
  package static func read(
    _ db: Database, table: String, phrases: [String], scope: [UInt8]
  ) throws -> [[Posting]] {
    guard !phrases.isEmpty else { return [] }
    return try scope.withUnsafeBufferPointer { scope in
      var reader = PostingsReader(scope: scope)
      try withUnsafeMutablePointer(to: &reader) {
        try PostingsReader.run($0, db, table, phrases.joined(separator: " OR "))
      }
      // When no row matched at all, the function was never called, and every phrase is without postings.
      return reader.lists + Array(repeating: [], count: phrases.count - reader.lists.count)
    }
  }

  /// Registers the auxiliary function with a connection.
  static func register(on db: Database) throws {
    let api = try fullTextAPI(of: db.sqliteConnection)
    let code = api.pointee.xCreateFunction(api, "ipai_postings", nil, readPostings, nil)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}

/// The state of one pass over a table, handed to the auxiliary function as a bound pointer.
private struct PostingsReader {
  static let pointerType: StaticString = "ipai_postings_reader"
  let scope: UnsafeBufferPointer<UInt8>
  /// The postings of the phrases that were read.
  var lists: [[TermPostings.Posting]] = []
  /// Those of the phrase that is being read.
  var postings: [TermPostings.Posting] = []

  static func run(_ reader: UnsafeMutablePointer<PostingsReader>, _ db: Database, _ table: String, _ expression: String)
    throws
  {
    let sql = "SELECT ipai_postings(\(table), ?1) FROM \(table) WHERE \(table) MATCH ?2 LIMIT 1"
    let handle = try db.cachedStatement(sql: sql).sqliteStatement
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    sqlite3_bind_pointer(handle, 1, reader, cString(pointerType), nil)
    sqlite3_bind_text(handle, 2, expression, Int32(clamping: expression.utf8.count), transient)
    let code = sqlite3_step(handle)
    guard code == SQLITE_ROW || code == SQLITE_DONE else {
      let message = String(cString: sqlite3_errmsg(db.sqliteConnection))
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  mutating func endPhrase() {
    lists.append(postings)
    postings = []
  }

  @inline(__always)
  mutating func add(_ api: UnsafePointer<Fts5ExtensionApi>, _ context: OpaquePointer) {
    let document = Int(api.pointee.xRowid(context))
    guard document >= 0, document < scope.count, scope[document] != 0 else { return }
    var packed: UInt64 = 0
    var position = Fts5PhraseIter()
    var column: Int32 = 0
    var offset: Int32 = 0
    guard api.pointee.xPhraseFirst(context, 0, &position, &column, &offset) == SQLITE_OK else { return }
    while column >= 0 {
      let shift = UInt64(truncatingIfNeeded: column & 7) &* 8
      if (packed &>> shift) & 0xFF < 0xFF { packed &+= 1 &<< shift }
      api.pointee.xPhraseNext(context, &position, &column, &offset)
    }
    postings.append(
      TermPostings.Posting(
        document: Int32(truncatingIfNeeded: document),
        frequencies: unsafeBitCast(packed.littleEndian, to: SIMD8<UInt8>.self)))
  }
}

/// The auxiliary function `ipai_postings(table, reader)`.
private let readPostings: fts5_extension_function = { api, context, sqlContext, count, values in
  guard let api, let context, count == 1,
    let pointer = sqlite3_value_pointer(values?[0], cString(PostingsReader.pointerType))
  else { return sqlite3_result_error_code(sqlContext, SQLITE_MISUSE) }
  let reader = pointer.assumingMemoryBound(to: PostingsReader.self)
  for phrase in 0..<api.pointee.xPhraseCount(context) {
    let code = api.pointee.xQueryPhrase(context, phrase, pointer) { api, context, pointer in
      guard let api, let context, let pointer else { return SQLITE_MISUSE }
      pointer.assumingMemoryBound(to: PostingsReader.self).pointee.add(api, context)
      return SQLITE_OK
    }
    guard code == SQLITE_OK else { return sqlite3_result_error_code(sqlContext, code) }
    reader.pointee.endPhrase()
  }
}
