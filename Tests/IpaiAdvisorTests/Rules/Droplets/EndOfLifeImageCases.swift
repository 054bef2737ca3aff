import IpaiAdvisor

extension RuleCases {
  static let endOfLifeImage = RuleCases(
    "DO-SEC-026",
    fails: [
      RuleCase(
        "Ubuntu 20.04", account("Ubuntu", "20.04 (LTS) x64", "ubuntu-20-04-x64", more: #","vpc_uuid":"v""#),
        [
          .init(
            "do:droplet:1", nil, .medium,
            fix: [
              "snapshot 1 --snapshot-name web-before-os --wait",
              "droplet create web-new --image ubuntu-24-04-x64 --size s-2vcpu-4gb --region fra1 --vpc-uuid v --enable-monitoring --enable-backups",
            ])
        ]),
      RuleCase(
        "an image without a slug, because it is not offered any more", account("Ubuntu", "16.04.6 (LTS) x64", nil),
        [.init("do:droplet:1", nil, .medium)]),
      RuleCase(
        "Debian 11 since its long-term support ended", account("Debian", "11 x64", "debian-11-x64"),
        [.init("do:droplet:1")]),
      RuleCase("CentOS 7", account("CentOS", "7.6 x64", "centos-7-x64"), [.init("do:droplet:1")]),
      RuleCase("CentOS Stream 8", account("CentOS", "8 Stream x64", nil), [.init("do:droplet:1")]),
      RuleCase("Fedora 38", account("Fedora", "38 x64", "fedora-38-x64"), [.init("do:droplet:1")]),
      RuleCase(
        "an application on Ubuntu 20.04", account("Ubuntu", "Docker 19.03.12 on Ubuntu 20.04", "docker-20-04"),
        [.init("do:droplet:1")]),
    ],
    passes: [
      RuleCase("Ubuntu 22.04", account("Ubuntu", "22.04 (LTS) x64", "ubuntu-22-04-x64")),
      RuleCase("Ubuntu 24.04", account("Ubuntu", "24.04 (LTS) x64", "ubuntu-24-04-x64")),
      RuleCase("Debian 12", account("Debian", "12 x64", "debian-12-x64")),
      RuleCase("CentOS Stream 9", account("CentOS", "9 Stream x64", "centos-stream-9-x64")),
      RuleCase("Rocky Linux 9", account("Rocky Linux", "9 x64", "rockylinux-9-x64")),
      RuleCase("AlmaLinux 8, by its name", account("AlmaLinux", "8 x64", nil)),
    ],
    notAssessed: [
      RuleCase(
        "not all autoscale pools were read", account("Ubuntu", "20.04 (LTS) x64", "ubuntu-20-04-x64"),
        partial: [.autoscalePools]),
      RuleCase(
        "without the right to read images", account("Ubuntu", "20.04 (LTS) x64", "ubuntu-20-04-x64"), lacking: [.image]),
      RuleCase(
        "without the right to read tags", account("Ubuntu", "20.04 (LTS) x64", "ubuntu-20-04-x64"), lacking: [.tag]),
      RuleCase("its image was not read", DropletAccount.text()),
      RuleCase("its image is hidden", DropletAccount.text(#"{"image":{}}"#)),
      RuleCase("its image is null", DropletAccount.text(#"{"image":null}"#)),
      RuleCase("a system that is not known", account("FreeBSD", "12.2 zfs x64", "freebsd-12-x64-zfs")),
      RuleCase("a release that is not known", account("Fedora", "77 x64", "fedora-77-x64")),
    ],
    guarded: [
      RuleCase("a snapshot with a name of its user", account("Ubuntu", "web on Ubuntu 20.04", nil)),
      RuleCase("a custom image", account("Unknown OS", "20.04 x64", nil)),
      RuleCase(
        "a custom image that is named like a release",
        DropletAccount.text(#"{"image":{"id":5,"distribution":"Debian","name":"10 x64","slug":null,"type":"custom"}}"#)),
      RuleCase(
        "Ubuntu Pro", account("Ubuntu", "20.04 (LTS) x64", "ubuntu-20-04-x64", more: #","tags":["ubuntu-pro"]"#)),
      RuleCase(
        "a node of a cluster", account("Debian", "11 x64", "debian-11-x64", more: #","tags":["k8s"]"#)),
    ])

  private static func account(_ system: String, _ name: String, _ slug: String?, more: String = "") -> String {
    let slug = slug.map { "\"\($0)\"" } ?? "null"
    return DropletAccount.text(
      #"{"image":{"id":5,"distribution":"\#(system)","name":"\#(name)","slug":\#(slug),"type":"snapshot"}\#(more)}"#)
  }
}
