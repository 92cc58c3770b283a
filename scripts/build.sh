# Builds, lays the build out and trains its caches, for ./treeline. To be sourced.
#
# A build is laid out in a directory of its own that never changes afterwards: a server that runs
# keeps its jars while the next build is made.

source "$root/scripts/maven.sh"
source "$root/scripts/train.sh"

# Of several launchers at once one works, and the others wait and find it done.
prepare() {
  local lock
  set -E
  trap 'echo "treeline: preparing the build in $state failed at: $BASH_COMMAND" >&2' ERR
  mkdir -p "$state"
  exec {lock}>"$state/lock"
  if type -P flock >/dev/null; then
    flock "$lock"
  fi
  if must_build; then
    build
  fi
  if ! read_current; then
    lay_out
  fi
  exec {lock}>&-
  trap - ERR
}

build() {
  local log=$state/build.log started=$SECONDS
  echo "treeline: building; the first time, libraries are downloaded, which takes minutes (log: $log)" >&2
  touch "$state/build-began"
  if ! maven -pl core,tls,server -am package -Dmaven.test.skip=true >"$log" 2>&1 </dev/null; then
    grep -E '^\[ERROR\]' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
    echo "treeline: the build failed; all it said is in $log" >&2
    exit 1
  fi
  # What was edited while Maven ran counts as newer.
  touch -r "$state/build-began" "$target/classpath"
  echo "treeline: built in $((SECONDS - started)) s" >&2
}

lay_out() {
  local name jar class_path=
  local -a jars
  name=app.$(date +%Y%m%d-%H%M%S).$$
  app=$state/$name
  mkdir "$app"
  IFS=: read -ra jars <<<"$(<"$target/classpath")"
  for jar in "$target/treeline-server.jar" "${jars[@]/#*\//$target/lib/}"; do
    cp -p "$jar" "$app/"
    class_path=${class_path:+$class_path:}$app/${jar##*/}
  done
  printf '%s\n' "$class_path" >"$app/classpath"
  unpack_natives
  if [[ ${TREELINE_AOT:-on} == on ]]; then
    repack
    train
  fi
  printf '%s\n%s\n' "$name" "$jdk" >"$state/current.new"
  mv "$state/current.new" "$state/current"
  remove_unused "$name"
}

# The AOT cache takes no classes of signed jars and none of old class files: without either, those
# jars' classes would be parsed at every start.
repack() {
  if ! "$jdk/bin/java" "$root/scripts/Repack.java" "$app"/bc*.jar "$app"/picocli-*.jar; then
    echo "treeline: Bouncy Castle and picocli stay out of the AOT cache, so starts take longer" >&2
  fi
}

# The native libraries of this machine, unpacked once: else each start does it anew, into /tmp.
unpack_natives() {
  local jar arch=$HOSTTYPE
  [[ -x $jdk/bin/jar ]] || return 0
  mkdir "$app/native" "$app/native.new"
  for jar in "$app"/sqlite-jdbc-*.jar "$app"/netty-*-linux-"${arch/aarch64/aarch_64}".jar; do
    [[ -f $jar ]] || continue
    (cd "$app/native.new" && "$jdk/bin/jar" xf "$jar" "org/sqlite/native/Linux/$arch" META-INF/native)
  done
  find "$app/native.new" -name '*.so' -exec mv -t "$app/native" {} +
  rm -rf "$app/native.new"
}

# Earlier builds go, unless a process still runs from one.
remove_unused() {
  local old
  for old in "$state"/app.*/; do
    old=${old%/}
    if [[ ${old##*/} != "$1" ]] && ! grep -qsF "$old/" /proc/[0-9]*/cmdline; then
      rm -rf "$old"
    fi
  done
}
