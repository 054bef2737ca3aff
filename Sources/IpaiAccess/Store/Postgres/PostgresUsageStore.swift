import Crypto
package import IpaiCore
package import IpaiPostgres

/// How often what was used, in `mcp.usage_metrics`: a row for each hour, operation, caller and outcome, which all servers add to.
package struct PostgresUsageStore: UsageStore {
  private let pool: PostgresPool

  /// Keeps counts in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package func add(_ tallies: [UsedOperation: UsageTally], at now: Timestamp) async throws {
    let hour = now.seconds / 3_600
    // In the same order everywhere, so that two servers do not wait for each other.
    let rows = tallies.map { (id: Self.id($0.key, hour: hour), operation: $0.key, tally: $0.value) }
      .sorted { $0.id < $1.id }
    try await pool.transaction { connection in
      for row in rows {
        try await connection.query(
          """
          INSERT INTO mcp.usage_metrics AS u (id, operation, target, latency_ms, success, error_message, metadata, timestamp)
          VALUES ($1::text::uuid, $2, $3, $4::bigint / $5::bigint, $6, $7,
            jsonb_build_object('count', $5::bigint, 'milliseconds', $4::bigint), to_timestamp($8))
          ON CONFLICT (id) DO UPDATE SET
            metadata = jsonb_build_object(
              'count', (u.metadata ->> 'count')::bigint + $5, 'milliseconds', (u.metadata ->> 'milliseconds')::bigint + $4),
            latency_ms = ((u.metadata ->> 'milliseconds')::bigint + $4) / ((u.metadata ->> 'count')::bigint + $5)
          """,
          [
            .text(row.id), .text(String(row.operation.name.prefix(UsedOperation.nameLength))),
            .text(row.operation.caller), .integer(Int64(row.tally.milliseconds.rounded())),
            .integer(Int64(row.tally.count)), .boolean(row.operation.outcome == "ok"),
            row.operation.outcome == "ok" ? .null : .text(row.operation.outcome), .integer(hour * 3_600),
          ])
      }
    }
  }

  /// The same for the same operation in the same hour: a UUID of version 8 (RFC 9562, 5.8).
  private static func id(_ operation: UsedOperation, hour: Int64) -> String {
    let name = [operation.name, operation.caller, operation.outcome, "\(hour)"].joined(separator: "\0")
    var bytes = Array(SHA256.hash(data: Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    return bytes.hexadecimal
  }
}
