#!/bin/bash
# starts.sh [ROUNDS] - import and start: 100,000 domains with a P-256 certificate each, then 1,000,000 domains of which 10,000 have one. For each: how long
# `domain import` takes, then ROUNDS times (3) from the launcher's start to the first handshake with a certificate of the tree, and the resident size before load.
HERE=$(cd "$(dirname "$0")" && pwd); cd "$HERE" || exit 1
export BENCH_DATA=${BENCH_DATA:-$HERE/data}; mkdir -p "$BENCH_DATA"; D=$(cd "$BENCH_DATA" && pwd)
T=$HERE/../..; ROUNDS=${1:-3}; PORT=24480; make -s all || exit 1
for n in 10000 100000; do [ -d "$D/c$n" ] || ./gencerts -c "$D/ca.pem" -o "$D/c$n" -n $n -l "$D/c$n.list"; done
[ -f "$D/100000.jsonl" ] || ./lines.py "$D/c100000" "$D/c100000.list" >"$D/100000.jsonl"
[ -f "$D/1000000.jsonl" ] || ./lines.py "$D/c10000" "$D/c10000.list" 1000000 >"$D/1000000.jsonl"
cat >"$D/starts.json" <<X
{ "general": { "generaldomain": "platform.local" },
  "roles": [ { "name": "ws1", "roletype": "ws", "bind": "127.0.0.1", "http_port": $((PORT + 1)), "https_port": $PORT, "routes": [ { "path": "/", "welcome": true } ] },
             { "name": "sg1", "roletype": "sg", "bind": "127.0.0.1", "tls_port": $((PORT + 2)), "upstream": "127.0.0.1:5060" },
             { "name": "api1", "roletype": "api", "bind": "127.0.0.1", "port": $((PORT + 3)) } ] }
X
now() { date +%s%N; }
ms() { echo $((($(now) - $1) / 1000000)); }
serve() { "$T/treeline" serve --config "$D/starts.json" --data "$1" >"$D/starts.log" 2>&1 & PID=$!; trap 'kill $PID 2>/dev/null' EXIT; }
stop() { kill "$PID"; wait "$PID" 2>/dev/null; }
for n in 100000 1000000; do
  data=$D/starts-$n; rm -rf "$data"; serve "$data"; until grep -q '^ready' "$D/starts.log"; do kill -0 $PID || exit 1; sleep 0.1; done
  t=$(now); "$T/treeline" domain import "$D/$n.jsonl" --data "$data" --allow-nested >/dev/null 2>&1 || exit 1
  echo "$n domains: imported in $(ms "$t") ms"; stop
  name=$(head -n 77 "$D/c10000.list" | tail -n 1); [ $n = 100000 ] && name=$(tail -n 1 "$D/c100000.list")
  for round in $(seq "$ROUNDS"); do
    t=$(now); serve "$data"
    until openssl s_client -connect 127.0.0.1:$PORT -servername "$name" </dev/null 2>/dev/null | openssl x509 -noout -ext subjectAltName 2>/dev/null | grep -q "DNS:$name"; do kill -0 $PID || exit 1; sleep 0.02; done
    first=$(ms "$t"); sleep 2
    echo "  first handshake after $first ms, resident $(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$PID/status") MB"; stop
  done
done
