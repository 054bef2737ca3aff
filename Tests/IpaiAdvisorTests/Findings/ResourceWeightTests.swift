import IpaiAdvisor
import Testing

/// What resources count in the score: what they cost in a month, and at least 1.
struct ResourceWeightTests {
  private static let account = """
    {"sizes":[{"slug":"s-2vcpu-4gb","price_monthly":24}],
     "droplets":[{"id":1,"size_slug":"s-2vcpu-4gb"},{"id":2,"size":{"slug":"x","price_monthly":96}}],
     "volumes":[{"id":"v","size_gigabytes":100},{"id":"w","size_gigabytes":1}],
     "images":[{"id":7,"size_gigabytes":50}],
     "load_balancers":[{"id":"a","size_unit":3},{"id":"b","size":"lb-medium"}],
     "reserved_ips":[{"ip":"192.0.2.1"},{"ip":"192.0.2.2","droplet":{"id":1}}],
     "firewalls":[{"id":"f"}],
     "app_instance_sizes":[{"slug":"s","usd_per_month":"12.00"},{"slug":"m","usd_per_month":"25.00"}],
     "apps":[{"id":"app","spec":{"name":"shop",
       "services":[{"name":"web","instance_size_slug":"m","instance_count":3},
                   {"name":"api","instance_size_slug":"s","autoscaling":{"min_instance_count":2,"max_instance_count":9}}],
       "workers":[{"name":"mail","instance_size_slug":"s"}], "jobs":[{"name":"once","instance_size_slug":"m"}]}},
      {"id":"unknown","spec":{"services":[{"name":"web","instance_size_slug":"new"}]}},{"id":"bare"}],
     "registry":{"name":"images"}, "registry_subscription":{"tier":{"slug":"professional","monthly_price_in_cents":2000}},
     "kubernetes_clusters":[{"id":"k","ha":true,"node_pools":[{"id":"p","size":"s-2vcpu-4gb","count":3}]}],
     "databases":[{"id":"d"},{"id":"e"}],
     "invoice_preview":[{"product":"Managed PostgreSQL","resource_uuid":"d","amount":"30.00","duration":"365",
                         "duration_unit":"Hours"}]}
    """

  private static let weights: [(URN, Double)] = [
    (URN(.droplet, "1"), 24.0), (URN(.droplet, "2"), 96), (URN(.volume, "v"), 10), (URN(.volume, "w"), 1),
    (URN(.image, "7"), 3), (URN(.loadBalancer, "a"), 36), (URN(.loadBalancer, "b"), 36),
    (URN(.reservedIP, "192.0.2.1"), 5), (URN(.reservedIP, "192.0.2.2"), 1), (URN(.firewall, "f"), 1),
    (URN(.app, "app"), 111), (URN(.app, "unknown"), 1), (URN(.app, "bare"), 1), (URN(.registry, "images"), 20),
    (URN(.kubernetes, "k"), 112), (URN(.database, "d"), 60), (URN(.database, "e"), 1),
  ]

  @Test(arguments: weights)
  func isWhatItCosts(_ urn: URN, _ weight: Double) throws {
    let view = AccountView(try TestAccount.facts(Self.account))
    #expect(abs(view.weight(of: urn) - weight) < 1e-9)
  }
}
