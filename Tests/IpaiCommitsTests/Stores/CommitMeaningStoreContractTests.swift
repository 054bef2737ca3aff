import DomainTestSupport
import IpaiCommits
import IpaiCore
import IpaiEmbedding
import IpaiSearch
import TestSupport
import Testing

/// What is found by meaning in one store is found in the other.
@Suite(.serialized, .onOwnThreads) struct CommitMeaningStoreContractTests {
  /// Vectors have 8 bits in one store and 16 in the other, and of five commits the scores lie close together.
  private static let tolerance = 0.08

  private func stores() async throws -> CommitStores {
    try await CommitStores(SearchMeaning(cacheFolder: nil) { try TestModel.encoder() })
  }

  private func embed(_ stores: CommitStores, _ path: String) async throws -> Int {
    try await stores.both("embed") { try await CommitEmbedding($0, TestModel.encoder()).run(path) }
  }

  @Test func meaningAndExamplesAreTheSame() async throws {
    let repository = try TestRepository()
    let other = try TestRepository()
    try other.commit("Another repository", seconds: 3)
    let subjects = [
      "Stop reading once the peer hangs up", "Document the build steps", "Raise the limit of simultaneous downloads",
      "Remove trailing white space", "Translate the menus to French",
    ]
    let ids = try subjects.enumerated().map { number, subject in
      try repository.commit(subject + "\n\nNothing else.", files: ["f\(number).txt": "\(number)"], seconds: number * 60)
    }
    let stores = try await stores()
    try await stores.index(repository.path)
    try await stores.index(other.path)
    let model = try TestModel.encoder().revision
    #expect(try await stores.status(repository.path, model: model).withoutVectors == 5)
    try await stores.search("build", in: repository.path, mode: nil, tolerance: Self.tolerance)
    // Those of the repository alone.
    #expect(try await embed(stores, repository.path) == 5)
    #expect(try await embed(stores, repository.path) == 0)
    #expect(try await stores.status(other.path, model: model).withoutVectors == 1)
    for mode in [SearchMode.vector, .hybrid, nil] {
      for query in ["connection closed by remote side", "compile instructions", "parallel transfers"] {
        try await stores.search(query, in: repository.path, mode: mode, tolerance: Self.tolerance)
      }
      try await stores.search("", in: repository.path, mode: mode, tolerance: Self.tolerance) { $0.like = "HEAD~1" }
      try await stores.search("", in: nil, mode: mode, tolerance: Self.tolerance) { $0.like = ids[1] }
      try await stores.search("", in: repository.path, mode: mode, tolerance: Self.tolerance) {
        $0.like = ids[0]
        $0.filter.paths = ["f1.txt", "f2.txt"]
      }
    }
    let found = try await stores.search(
      "connection closed by remote side", in: repository.path, mode: nil, tolerance: Self.tolerance)
    #expect(found.first == ids[0])
    for store in [stores.local, stores.shared] as [any SearchIndex] {
      var request = SearchRequest(query: "", repository: repository.path, like: "nothing")
      #expect(await errorCode { _ = try await store.search(request) } == .notFound)
      request = SearchRequest(query: "build", repository: "/nowhere")
      #expect(await errorCode { _ = try await store.search(request) } == .notFound)
    }
    // What they mean stays when they are read again.
    try await stores.index(repository.path, rebuild: true)
    #expect(try await embed(stores, repository.path) == 0)
    #expect(try await stores.count("document_vector") == 5)
    try await stores.both("forget") { try await RepositoryForgetting($0).forget(repository.path).removed }
    #expect(try await stores.count("document_vector") == 0)
  }
}
