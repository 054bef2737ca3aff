import IpaiActions
import IpaiCore

extension Invocation {
  /// Tells each user once that a model can be installed, if none is. `what`: what could be found by it.
  func sayHowToFindByMeaning(_ what: String) {
    let services = services()
    guard configuration.embeddings, services.modelRevision == nil else { return }
    sayOnce(
      "model", "\(what) are found by their words; to find them by meaning too: \(services.modelInstallCommand)")
  }
}
