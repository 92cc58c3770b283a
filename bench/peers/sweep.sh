#!/bin/bash
# sweep.sh - do 1,000 hot names suffer from a sweep over 100,000 cold ones, or from a flood of unknown ones? Latency of the hot names at a fixed
# rate, beside three loads of the same rate: further hot names (the control), every one of 100,000 once, names that are not in the tree.
HERE=$(cd "$(dirname "$0")" && pwd); cd "$HERE" || exit 1
export BENCH_DATA=${BENCH_DATA:-$HERE/data}; mkdir -p "$BENCH_DATA"; D=$(cd "$BENCH_DATA" && pwd); export BENCH_DATA=$D
N=100000; RATE=${RATE:-400}; SEC=${SEC:-30}; make -s all || exit 1
[ -d "$D/c$N" ] || ./gencerts -c "$D/ca.pem" -o "$D/c$N" -n $N -l "$D/c$N.list"
head -1000 "$D/c$N.list" >"$D/hot.list"; tail -n +1001 "$D/c$N.list" >"$D/cold.list"; awk '{ print "x" NR ".unknown.test" }' "$D/cold.list" >"$D/unknown.list"
read -r PID PORT < <(TAG=-sweep TRANSPORT=${TRANSPORT:-epoll} PORT_OFF=40 ./servers.sh start treeline "$D/c$N"); [ -n "$PID" ] || exit 1
trap './servers.sh stop $PID; rm -rf "$D"/run/treeline-sweep/data' EXIT
rss() { awk '/VmRSS/ { printf "%d MB", $2 / 1024 }' "/proc/$PID/status"; }
warm() { taskset -c 1 ./tlsfast -p "$PORT" -l "$D/hot.list" -d 15 >/dev/null 2>&1; }
run() { # LABEL LIST
  taskset -c 1 ./tlsfast -p "$PORT" -l "$2" -q -R "$RATE" -d $((SEC + 2)) >/dev/null 2>&1 & local beside=$!
  sleep 1
  taskset -c 1 ./tlsfast -p "$PORT" -l "$D/hot.list" -R "$RATE" -d "$SEC" -j | python3 -c "import json,sys; r=json.load(sys.stdin); print('%-28s p50 %6.2f ms  p99 %6.2f ms  %6d handshakes, %d failed, wrong %d' % ('$1', r['hs_ms'][0], r['hs_ms'][2], r['hs'], r['fail_connect'] + r['fail_handshake'], r['mismatch']))"
  wait $beside; echo "  resident: $(rss)"; }
warm; echo "resident once warm: $(rss)"
for round in 1 2; do run "beside hot names" "$D/hot.list"; run "beside a sweep of cold ones" "$D/cold.list"; run "beside unknown names" "$D/unknown.list"; done
