#!/bin/bash
# handshakes.sh [N [ROUNDS]] - the figure of docs/performance.md: CPU of a full TLS 1.3 handshake at N certificates (10000) through role ws,
# on epoll and on io_uring, beside nginx (static server blocks; NGINX=no leaves it out), all up at once, slices of a second interleaved.
HERE=$(cd "$(dirname "$0")" && pwd); cd "$HERE" || exit 1
export BENCH_DATA=${BENCH_DATA:-$HERE/data}; mkdir -p "$BENCH_DATA"; D=$(cd "$BENCH_DATA" && pwd); export BENCH_DATA=$D
N=${1:-10000}; ROUNDS=${2:-9}; make -s all || exit 1
[ -d "$D/c$N" ] || ./gencerts -c "$D/ca.pem" -o "$D/c$N" -n "$N" -l "$D/c$N.list"
PIDS=(); SPECS=()
up() { # NAME KIND
  local pid port; read -r pid port < <(./servers.sh start "$2" "$D/c$N"); [ -n "$pid" ] || { echo "$1 did not start" >&2; stop; exit 1; }
  PIDS+=("$pid"); for what in "hs:tlsfast:-f" "get:tlsfast:-g /"; do IFS=: read -r label tool args <<<"$what"
    [ "$args" = -f ] && args=; SPECS+=("name=$1,pid=$pid,port=$port,list=$D/c$N.list,label=$label-$N,tool=$tool,args=$args"); done
  WARM=${WARM:-15} ./measure.sh "$1" "$pid" "$port" "$D/c$N.list" warm -d 3 -f >&2; WARM=${WARM:-15} ./measure.sh "$1" "$pid" "$port" "$D/c$N.list" warm-get -d 3 -f -g / >&2; }
stop() { for p in "${PIDS[@]}"; do ./servers.sh stop "$p"; done; rm -rf "$D"/run/treeline*/data; }
trap stop EXIT
[ "${NGINX:-yes}" = yes ] && up nginx nginx
TAG=-epoll TRANSPORT=epoll PORT_OFF=0 up treeline-epoll treeline
TAG=-io_uring TRANSPORT=io_uring PORT_OFF=20 up treeline-io_uring treeline
OUT=${OUT:-$D/handshakes-$N.tsv}; rm -f "$OUT"
./sched.py "$OUT" hs "$ROUNDS" "${SEC:-1}" "${SPECS[@]}"
./table.py "$OUT"
