# Makes the AOT caches (JEP 483, JEP 515) of a build by a trial run, for build.sh. To be sourced.
#
# One cache for serve, one for the other commands: each holds what its runs load, and no more. A cache
# is a convenience: where one can't be made, Treeline starts without.

# Expects `app`, `jdk` and the flags of ./treeline.
train() {
  local work started=$SECONDS
  echo "treeline: a trial run, so that later starts are quick" >&2
  work=$(mktemp -d)
  if train_in "$work" </dev/null >"$state/train.log" 2>&1; then
    echo "treeline: done in $((SECONDS - started)) s" >&2
  else
    echo "treeline: no trial run was possible, so starts take a second longer ($state/train.log)" >&2
  fi
  rm -rf "$work"
}

train_in() {
  local work=$1 server ready result=0
  trial serve Main "${serve_flags[@]}" -- serve --demo --config "$root/scripts/train.json" --data "$work/data" \
    >"$work/serve.out" &
  server=$!
  if ready=$(await_ready "$server" "$work/serve.out"); then
    visit "$ready"
    rehearse "$work" || result=1
  else
    trial command Rehearsal "${command_flags[@]}" -- --help || true
    result=1
  fi
  kill -TERM "$server" 2>/dev/null || true
  wait "$server" || true
  cat "$work/serve.out"
  [[ $result == 0 && -f $app/serve.aot && -f $app/command.aot ]]
}

# Commands with a server and without one.
rehearse() {
  local -a then=()
  if type -P openssl >/dev/null && (chain "$1"); then
    then=(, cert inspect "$1/chain.pem")
  fi
  trial command Rehearsal "${command_flags[@]}" -- domain tree --data "$1/data" \
    , cert self-signed rehearsal.example --out "$1" \
    , cert inspect "$1/server.key" "$1/server.crt" ${then[@]+"${then[@]}"}
}

# Two certificates of which one signed the other, for an inspection to check.
chain() {
  cd "$1" || return
  openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 9 -subj /CN=root
  openssl req -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj /CN=leaf
  openssl x509 -req -in leaf.csr -CA root.pem -CAkey root.key -set_serial 1 -days 9 -out leaf.pem
  cat leaf.key leaf.pem root.pem >chain.pem
}

# trial CACHE CLASS FLAG… -- ARGUMENT…: runs Treeline and lets the JVM write down what it loaded. The
# JVM itself is the child, so that a signal reaches it.
trial() {
  local name=$1 class=$2
  shift 2
  local -a flags=()
  while [[ $1 != -- ]]; do
    flags+=("$1")
    shift
  done
  shift
  local -a native_flags=("-Djava.library.path=$app/native" "-Dorg.sqlite.lib.path=$app/native")
  exec_timed 120 "$jdk/bin/java" "${flags[@]}" "${native_flags[@]}" "-XX:AOTCacheOutput=$app/$name.aot" \
    -cp "$(<"$app/classpath")" "io.treeline.cli.$class" "$@"
}

# timeout passes TERM on to what it runs.
exec_timed() {
  if [[ $BASHPID != "$$" ]]; then
    exec timeout "$@"
  fi
  timeout "$@"
}

# Prints the line that says ready; fails when the server ends without one, or takes a minute.
await_ready() {
  local server=$1 output=$2 tries
  for ((tries = 0; tries < 300; tries++)); do
    if grep -m 1 '^ready' "$output"; then
      return 0
    fi
    kill -0 "$server" 2>/dev/null || return 1
    sleep 0.2
  done
  return 1
}

# Some handshakes and requests at each port of the ready line, with what clients this machine has.
visit() {
  local ready=$1 port name round
  for port in $(grep -oE ':[0-9]{2,5}' <<<"$ready" | tr -d : | sort -u || true); do
    for round in 1 2 3 4 5; do
      for name in platform.local unknown.example; do
        if type -P openssl >/dev/null; then
          timeout 5 openssl s_client -connect "127.0.0.1:$port" -servername "$name" </dev/null || true
        fi
        if type -P curl >/dev/null; then
          curl -sk -m 5 --resolve "$name:$port:127.0.0.1" "https://$name:$port/" || true
        fi
      done
    done
  done
}
