extension Rule {
  /// A firewall that lets everybody reach a port from which a machine is managed.
  static let adminPortOpenToTheWorld = Rule(
    "DO-SEC-005", .security, .high, .quick,
    title: "Admin port open to the internet",
    why:
      "Whoever gets in through one of these ports owns the machine, and several of them have no password or no encryption by default.",
    condition:
      "An inbound rule lets 0.0.0.0/0 or ::/0 reach one of the TCP ports 21, 23, 445, 2375, 2376, 2379, 3389, 5900, 5985, 6443, 8500 and 10250, and the firewall protects at least one Droplet. Each port is a finding of its own.",
    guards:
      "Port 6443 of a Kubernetes cluster of your own may be meant to be public: name it in the allowed ports of the settings. Firewalls of DigitalOcean's clusters (k8s-*) and firewalls without a Droplet are left alone.",
    subjects: [.firewalls],
    scopes: [.droplet, .tag],
    references: ["https://docs.digitalocean.com/products/networking/firewalls/how-to/configure-rules/"]
  ) { account in
    openPorts(adminPorts, account) { firewall, _, rules in removal(of: rules, from: firewall) }
  }

  private static let adminPorts = [
    21: "FTP", 23: "Telnet", 445: "SMB", 2375: "Docker without TLS", 2376: "Docker", 2379: "etcd", 3389: "RDP",
    5900: "VNC", 5985: "WinRM", 6443: "Kubernetes API", 8500: "Consul", 10250: "kubelet",
  ]
}
