/// The shell scripts that lead to the command of a case.
enum SandboxScript {
  /// The status with which `isolated` ends where it could not set up what it should, after the line `failure`.
  static let failureStatus = 125
  /// What `isolated` writes to standard error where it could not set up what it should.
  static let failure = "ipai: the command cannot be isolated"

  /// Runs as the first process of new namespaces (namespaces(7)), in which it may mount. It makes a root file system that has
  /// the programs of the machine, which cannot be written to, and folders of limited size in memory; then it gives up its
  /// privileges and runs the words that follow its options. Where it ends, the kernel ends all that it has started.
  ///
  /// The options: `mapped` where the caller is root in a user namespace alone or `real` where it is the machine's; an empty
  /// folder to mount the root on; the folder of the skill's files; that of the case's own files; the name of the skill; `on`
  /// or `off` for the network; the size of the root in bytes; the id of a user without privileges; the file to be read as
  /// standard input.
  static let isolated = """
    trap 'echo "\(failure)" >&2; exit \(failureStatus)' EXIT
    set -eu
    mode=$1 root=$2 files=$3 more=$4 name=$5 network=$6 bytes=$7 user=$8 input=$9
    shift 9
    umask 022
    echo 1000 >/proc/self/oom_score_adj
    mount -t tmpfs -o "size=$bytes,nr_inodes=100000,mode=755,nosuid,nodev" ipai "$root"
    cd "$root"
    cp "$input" input
    exec <input
    rm input
    mkdir -p "skills/$name" home tmp dev/shm proc old
    cp -R "$files/." "skills/$name"
    cp -R "$more/." "skills/$name"
    for folder in usr bin sbin lib lib32 lib64 libx32 etc opt nix; do
      if [ -L "/$folder" ]; then
        ln -s "$(readlink "/$folder")" "$folder"
      elif [ -d "/$folder" ]; then
        mkdir "$folder"
        mount --rbind "/$folder" "$folder"
      fi
    done
    if [ "$network" = on ] && [ -d /run/systemd/resolve ]; then
      mkdir -p run/systemd/resolve
      mount --rbind /run/systemd/resolve run/systemd/resolve
    fi
    while read -r _ _ _ _ place options _; do
      case $place in "$root"/*) mount -o "remount,bind,ro,${options#r[ow],}" "$place" ;; esac
    done </proc/self/mountinfo
    for device in null zero full random urandom; do
      : >"dev/$device"
      mount --bind "/dev/$device" "dev/$device"
    done
    ln -s /proc/self/fd dev/fd
    ln -s /proc/self/fd/0 dev/stdin
    ln -s /proc/self/fd/1 dev/stdout
    ln -s /proc/self/fd/2 dev/stderr
    mount -t proc -o nosuid,nodev,noexec proc proc
    [ "$network" = on ] || ip link set lo up 2>/dev/null || :
    chmod 1777 tmp dev/shm
    if [ "$mode" = real ]; then
      chown -R "$user:$user" "skills/$name" home
      set -- setpriv "--reuid=$user" "--regid=$user" --clear-groups --bounding-set=-all --inh-caps=-all \\
        --no-new-privs "$@"
    else
      echo 1 >/proc/sys/user/max_user_namespaces
      set -- unshare --user --map-user=1000 --map-group=1000 setpriv --no-new-privs "$@"
    fi
    pivot_root . old
    cd /
    umount -l old
    rmdir old
    cd "skills/$name"
    trap - EXIT
    set +e
    "$@"
    exit $?
    """

  /// Runs words, and a watch beside them that ends them with all that they have started, as soon as standard input ends. That is a
  /// pipe which only ipai holds, so that they end with it, whatever ended it. prctl(PR_SET_PDEATHSIG) would go by the thread that
  /// has started them.
  static let watched = """
    exec 3<&0 </dev/null
    (read -r _ <&3; kill -KILL 0) >/dev/null 2>&1 &
    exec 3<&-
    exec "$@"
    """

  /// Runs words in a folder where nothing can be isolated. The options: the file to be read as standard input, and the folder.
  static let plain = """
    exec <"$1" && cd "$2" && ulimit -c 0 && { ulimit -f 2000000 2>/dev/null || :; } || exit \(failureStatus)
    shift 2
    exec "$@"
    """
}
