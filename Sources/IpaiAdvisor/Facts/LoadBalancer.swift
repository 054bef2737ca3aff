/// A load balancer, as the schema `load_balancer` has it.
package struct LoadBalancer: Resource {
  /// Where a load balancer sends what arrives at a port.
  package struct ForwardingRule: Codable, Equatable, Sendable {
    package var entryProtocol: String?
    package var entryPort: Int?
    package var targetProtocol: String?
    package var targetPort: Int?
    package var certificateID: String?
    package var tlsPassthrough: Bool?

    enum CodingKeys: String, CodingKey {
      case entryProtocol = "entry_protocol"
      case entryPort = "entry_port"
      case targetProtocol = "target_protocol"
      case targetPort = "target_port"
      case certificateID = "certificate_id"
      case tlsPassthrough = "tls_passthrough"
    }
  }

  /// How a load balancer finds out which backends work.
  package struct HealthCheck: Codable, Equatable, Sendable {
    package var `protocol`: String?
    package var port: Int?
    package var path: String?
    package var checkIntervalSeconds: Int?
    package var responseTimeoutSeconds: Int?
    package var healthyThreshold: Int?
    package var unhealthyThreshold: Int?

    enum CodingKeys: String, CodingKey {
      case `protocol`, port, path
      case checkIntervalSeconds = "check_interval_seconds"
      case responseTimeoutSeconds = "response_timeout_seconds"
      case healthyThreshold = "healthy_threshold"
      case unhealthyThreshold = "unhealthy_threshold"
    }
  }

  /// How a load balancer sends a client to the same backend.
  package struct StickySessions: Codable, Equatable, Sendable {
    package var type: String?
    package var cookieName: String?
    package var cookieTTLSeconds: Int?

    enum CodingKeys: String, CodingKey {
      case type
      case cookieName = "cookie_name"
      case cookieTTLSeconds = "cookie_ttl_seconds"
    }
  }

  /// Who may connect to a load balancer.
  package struct AccessRules: Codable, Equatable, Sendable {
    package var deny: [String]?
    package var allow: [String]?

    enum CodingKeys: String, CodingKey {
      case deny, allow
    }
  }

  /// A name of a global load balancer.
  package struct Domain: Codable, Equatable, Sendable {
    package var name: String?
    package var isManaged: Bool?
    package var certificateID: String?

    enum CodingKeys: String, CodingKey {
      case name
      case isManaged = "is_managed"
      case certificateID = "certificate_id"
    }
  }

  /// What a global load balancer sends on, and how.
  package struct GlobalSettings: Codable, Equatable, Sendable {
    package var targetProtocol: String?
    package var targetPort: Int?
    package var regionPriorities: [String: Int]?
    package var failoverThreshold: Int?
    package var cdn: CDN?

    enum CodingKeys: String, CodingKey {
      case cdn
      case targetProtocol = "target_protocol"
      case targetPort = "target_port"
      case regionPriorities = "region_priorities"
      case failoverThreshold = "failover_threshold"
    }
  }

  /// Whether a global load balancer caches.
  package struct CDN: Codable, Equatable, Sendable {
    package var isEnabled: Bool?

    enum CodingKeys: String, CodingKey {
      case isEnabled = "is_enabled"
    }
  }

  package var id: String
  package var name: String?
  package var ip: String?
  package var ipv6: String?
  package var size: String?
  package var sizeUnit: Int?
  package var type: String?
  package var network: String?
  package var networkStack: String?
  package var algorithm: String?
  package var status: String?
  package var createdAt: FactTime?
  package var forwardingRules: [ForwardingRule]?
  package var healthCheck: HealthCheck?
  package var stickySessions: StickySessions?
  package var region: Region?
  package var tag: String?
  package var tags: [String]?
  package var dropletIDs: [ResourceID]?
  package var redirectHTTPToHTTPS: Bool?
  package var enableProxyProtocol: Bool?
  package var enableBackendKeepalive: Bool?
  package var httpIdleTimeoutSeconds: Int?
  package var vpcUUID: String?
  package var subnetUUID: String?
  package var disableLetsEncryptDNSRecords: Bool?
  package var projectID: String?
  package var firewall: AccessRules?
  package var domains: [Domain]?
  package var glbSettings: GlobalSettings?
  package var targetLoadBalancerIDs: [String]?
  package var tlsCipherPolicy: String?

  enum CodingKeys: String, CodingKey {
    case id, name, ip, ipv6, size, type, network, algorithm, status, region, tag, tags, firewall, domains
    case sizeUnit = "size_unit"
    case networkStack = "network_stack"
    case createdAt = "created_at"
    case forwardingRules = "forwarding_rules"
    case healthCheck = "health_check"
    case stickySessions = "sticky_sessions"
    case dropletIDs = "droplet_ids"
    case redirectHTTPToHTTPS = "redirect_http_to_https"
    case enableProxyProtocol = "enable_proxy_protocol"
    case enableBackendKeepalive = "enable_backend_keepalive"
    case httpIdleTimeoutSeconds = "http_idle_timeout_seconds"
    case vpcUUID = "vpc_uuid"
    case subnetUUID = "subnet_uuid"
    case disableLetsEncryptDNSRecords = "disable_lets_encrypt_dns_records"
    case projectID = "project_id"
    case glbSettings = "glb_settings"
    case targetLoadBalancerIDs = "target_load_balancer_ids"
    case tlsCipherPolicy = "tls_cipher_policy"
  }

  package static let kind = ResourceKind.loadBalancer
  package var key: String { id }
  package var displayName: String? { name }
}
