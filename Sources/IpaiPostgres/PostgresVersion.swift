/// A version of PostgreSQL since 10, of which the last four digits are the minor one.
package struct PostgresVersion: Sendable, Equatable {
  /// As libpq and the server count: 150018 for 15.18.
  package let number: Int

  /// The oldest server that ipai works with: the first that has `CREATE OR REPLACE TRIGGER`.
  package static let oldest = PostgresVersion(number: 140_000)

  /// 15.18, for example.
  package var text: String { "\(number / 10_000).\(number % 10_000)" }
}
