import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai doctor` with a PostgreSQL database that is gone.
@Suite struct DoctorStoreCommandTests {
  @Test func aServerThatIsGoneIsAskedOnce() async throws {
    let home = try TemporaryFolder()
    let repository = try TestRepository()
    let server = try RefusingServer()
    let store = "postgres://127.0.0.1:\(server.port)/x?sslmode=disable&gssencmode=disable"
    let run = await CommandRun.awaiting(["doctor"], home: home, in: repository.path, environment: ["IPAI_STORE": store])
    #expect(run.status == 1 && run.output.contains("cannot be reached"), "\(run.output)")
    #expect(run.output.contains("not known, since the database cannot be used"), "\(run.output)")
    #expect(server.connections == 1)
  }
}
