/// The kinds of resources that findings are about. The raw values are those of DigitalOcean's URNs where it has them.
package enum ResourceKind: String, Codable, CaseIterable, Sendable {
  case account, droplet, volume, snapshot, image, firewall, vpc, domain, certificate, kubernetes, registry, app, agent,
    project, space
  case reservedIP = "reservedip"
  case reservedIPv6 = "reservedipv6"
  case loadBalancer = "loadbalancer"
  case natGateway = "vpcnatgateway"
  case cdnEndpoint = "cdn"
  case spacesKey = "spaceskey"
  case database = "dbaas"
  case autoscalePool = "autoscalepool"
  case uptimeCheck = "uptimecheck"
  case functionNamespace = "functionnamespace"
  case functionTrigger = "functiontrigger"
}
