import IpaiGit
import IpaiCommits
import Foundation
let path = CommandLine.arguments[1]
let n = Int(CommandLine.arguments[2])!
let mode = CommandLine.arguments[3]
func cpu() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
let repo = try GitRepository(containing: path)
let t0 = cpu()
let walk = try CommitWalk(repo, from: [repo.commit(named: "HEAD")!], limits: .init(maxCommits: n))
print("walk", walk.commits.count, cpu() - t0)
let t1 = cpu()
let reader = try CommitReader(path: path, readsDiffs: mode == "diff")
var bytes = [0,0,0,0,0]
var changes = 0
for id in walk.commits { let r = try reader.read(id); for (i, c) in r.words.all.enumerated() { bytes[i] += c.count }; changes += r.changes.count }
print("read", changes, cpu() - t1, bytes.map { $0 / walk.commits.count })
