import IpaiCore
import IpaiGit
import IpaiPostgres

/// The rows of people and paths, which are made where they are missing.
struct PostgresCommitNames {
  /// The rows of people.
  struct People {
    fileprivate var rows: [[UInt8]: Int64] = [:]

    /// The row of who signed. Throws `IpaiError(.internal)` when there is none.
    func row(of signature: Signature) throws -> Int64 {
      guard let row = rows[PostgresCommitNames.key(signature)] else {
        throw IpaiError(.internal, "a person was not stored")
      }
      return row
    }
  }

  private let connection: PostgresConnection

  /// Works within the transaction of `connection`, which no other one that writes commits runs beside.
  init(_ connection: PostgresConnection) { self.connection = connection }

  /// What tells people apart, by its bytes. A name has no line feed.
  private static func key(_ signature: Signature) -> [UInt8] {
    Array(signature.name.utf8) + [UInt8(ascii: "\n")] + Array(signature.email.utf8)
  }

  /// The rows of those who signed.
  func people(_ signatures: [Signature]) async throws -> People {
    var wanted: [[UInt8]: Signature] = [:]
    for signature in signatures { wanted[Self.key(signature)] = signature }
    let people = Array(wanted)
    let values: [PostgresValue] = [.texts(people.map(\.value.name)), .texts(people.map(\.value.email))]
    try await connection.query(
      """
      INSERT INTO mcp.person (name, email)
      SELECT g.name, g.email FROM unnest($1::text[], $2::text[]) AS g (name, email)
      WHERE NOT EXISTS (
        SELECT FROM mcp.person p WHERE p.name || chr(10) || p.email = g.name || chr(10) || g.email COLLATE "C")
      ON CONFLICT DO NOTHING
      """, values)
    let rows = try await connection.query(
      """
      SELECT g.place, p.id FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS g (name, email, place)
      JOIN mcp.person p ON p.name || chr(10) || p.email = g.name || chr(10) || g.email COLLATE "C"
      """, values)
    var found = People()
    for number in 0..<rows.count {
      let place = Int(try rows[number].integer(0) ?? 0) - 1
      found.rows[people[place].key] = try rows[number].integer(1)
    }
    return found
  }

  /// The rows of paths.
  func paths(_ names: [[UInt8]]) async throws -> [[UInt8]: Int64] {
    guard !names.isEmpty else { return [:] }
    let names = Array(Set(names))
    try await connection.query(
      """
      INSERT INTO mcp.path (name) SELECT g.name FROM unnest($1::bytea[]) AS g (name)
      WHERE NOT EXISTS (SELECT FROM mcp.path p WHERE p.name = g.name)
      ON CONFLICT DO NOTHING
      """, [.blobs(names)])
    let rows = try await connection.query(
      """
      SELECT g.place, p.id FROM unnest($1::bytea[]) WITH ORDINALITY AS g (name, place) JOIN mcp.path p ON p.name = g.name
      """, [.blobs(names)])
    var found: [[UInt8]: Int64] = [:]
    for number in 0..<rows.count {
      found[names[Int(try rows[number].integer(0) ?? 0) - 1]] = try rows[number].integer(1)
    }
    return found
  }
}
