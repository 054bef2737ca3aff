/// A verb that works on a registry of promotions, which its options can name.
protocol RegistryVerb {
  /// The registry as it was given; nil for the shared store.
  var registryNamed: String? { get }
}

extension PromoteRun: RegistryVerb { var registryNamed: String? { planning.to } }
extension PromotePlan: RegistryVerb { var registryNamed: String? { planning.to } }
extension PromoteApply: RegistryVerb { var registryNamed: String? { planning.to } }
extension PromoteVerify: RegistryVerb { var registryNamed: String? { registry.to } }
extension PromoteRollback: RegistryVerb { var registryNamed: String? { registry } }
extension PromoteStatus: RegistryVerb { var registryNamed: String? { registry.to } }
extension PromoteLog: RegistryVerb { var registryNamed: String? { registry.to } }
extension PromoteOutboxList: RegistryVerb { var registryNamed: String? { registry.to } }
extension PromoteOutboxDeliver: RegistryVerb { var registryNamed: String? { registry.to } }
