/// Volumes, snapshots and file systems, as texts.
enum VolumeText {
  /// A volume `v` with 100 GiB that is named `data` and was made in January, with other members instead of these.
  static func volume(_ members: String...) -> String {
    DropletAccount.joined(
      [
        """
        {"id":"v","name":"data","size_gigabytes":100,"region":{"slug":"fra1"},"created_at":"2026-01-01T00:00:00Z",
         "filesystem_type":"ext4"}
        """
      ] + members.map { "{" + $0 + "}" })
  }

  /// A snapshot of 10 GB.
  static func snapshot(
    _ id: String, of source: String, _ type: String, made: String, name: String = "s", tags: String = "[]"
  ) -> String {
    """
    {"id":"\(id)","name":"\(name)","resource_id":"\(source)","resource_type":"\(type)","created_at":"\(made)",
     "size_gigabytes":10,"regions":["fra1"],"tags":\(tags)}
    """
  }

  /// An account with snapshots, and with Droplets and volumes of these ids.
  static func account(
    _ snapshots: [String], droplets: [Int] = [1], volumes: [String] = ["v"], rest: String = "{}"
  ) -> String {
    let droplets = droplets.map { #"{"id":\#($0),"status":"active","image":{"id":1}}"# }.joined(separator: ",")
    let volumes = volumes.map { #"{"id":"\#($0)","droplet_ids":[]}"# }.joined(separator: ",")
    let text =
      #"{"snapshots":[\#(snapshots.joined(separator: ","))],"droplets":[\#(droplets)],"volumes":[\#(volumes)]}"#
    return DropletAccount.joined([text, rest])
  }
}
