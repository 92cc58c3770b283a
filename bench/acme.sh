#!/usr/bin/env bash
# How long a certificate takes to come by itself: from 'domain set NAME acme_enabled=true' to the first
# handshake with it, the command's own start included; and how long many domains take together. The
# authority is Pebble on loopback without sleeps, http-01; half of the nonces are refused for the many.
#
#   bench/acme.sh [RUNS [DOMAINS]]    (10 500)
set -euo pipefail

runs=${1:-10}
domains=${2:-500}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

# The ports lie below those that the system gives out by itself.
base=$((15000 + RANDOM % 16000))
api=$base management=$((base + 1)) dns=$((base + 2)) told=$((base + 3)) http=$((base + 4)) https=$((base + 5))

# start LOG COMMAND…: in the background, until the end of this script.
start() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 &
  started+=($!)
}

# await WHAT COMMAND…: until the command succeeds.
await() {
  local what=$1 tries
  shift
  for ((tries = 0; tries < 6000; tries++)); do
    "$@" >/dev/null 2>&1 && return 0
    read -rt 0.05 <> <(:) || true
  done
  echo "acme.sh: $what doesn't come" >&2
  exit 1
}

treeline() { "$root/treeline" "$@" --data "$work/data"; }

is_issued() {
  openssl s_client -connect "127.0.0.1:$https" -servername "$1" </dev/null 2>/dev/null |
    grep -q 'issuer=CN = Pebble'
}

cd "$work"
openssl req -x509 -newkey rsa:2048 -nodes -keyout api.key -out api.crt -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost 2>/dev/null
cat >pebble.json <<END
{ "pebble": { "listenAddress": "127.0.0.1:$api", "managementListenAddress": "127.0.0.1:$management",
  "certificate": "$work/api.crt", "privateKey": "$work/api.key", "httpPort": $http, "tlsPort": $https } }
END
cat >treeline.json <<END
{ "general": { "generaldomain": "platform.local", "public_addresses": ["127.0.0.1"],
    "public_http_port": $http, "public_https_port": $https },
  "roles": [
    { "name": "ws1", "roletype": "ws", "bind": "127.0.0.1", "http_port": $http, "https_port": $https,
      "routes": [{ "path": "/", "welcome": true }] },
    { "name": "mware1", "roletype": "mware", "acme": { "ca_file": "$work/api.crt",
      "directories": ["https://localhost:$api/dir"], "resolvers": ["127.0.0.1:$dns"] } },
    { "name": "api1", "roletype": "api", "bind": "127.0.0.1", "port": 0 } ] }
END
start dns.log pebble-challtestsrv -defaultIPv4 127.0.0.1 -defaultIPv6 "" -dnsserver "127.0.0.1:$dns" \
  -http01 "" -https01 "" -tlsalpn01 "" -doh "" -management "127.0.0.1:$told"
PEBBLE_VA_NOSLEEP=1 PEBBLE_AUTHZREUSE=0 PEBBLE_WFE_NONCEREJECT=50 \
  start pebble.log pebble -config pebble.json -dnsserver "127.0.0.1:$dns" -strict
start serve.log "$root/treeline" serve --config treeline.json --data "$work/data"
await "the server" grep -q '^ready' serve.log

for ((run = 0; run < runs; run++)); do
  treeline domain add "shop$run.example" >/dev/null
  began=${EPOCHREALTIME/[.,]/}
  treeline domain set "shop$run.example" acme_enabled=true acme_account_email=ops@example.com >/dev/null
  await "a certificate for shop$run.example" is_issued "shop$run.example"
  ended=${EPOCHREALTIME/[.,]/}
  echo $(((ended - began) / 1000))
done | sort -n |
  awk '{ at[NR] = $1 } END { print "from the setting to the first handshake, ms: least " at[1] ", median " at[int((NR + 1) / 2)] ", most " at[NR] }'

for ((i = 0; i < domains; i++)); do
  printf '{"name":"d%d.example","acme_enabled":true,"acme_account_email":"ops@example.com"}\n' "$i"
done >all.jsonl
issued_all() { [[ $(grep -c 'Issued certificate serial' pebble.log) -ge $((runs + domains)) ]]; }
began=${EPOCHREALTIME/[.,]/}
treeline domain import all.jsonl >/dev/null
await "$domains certificates" issued_all
ended=${EPOCHREALTIME/[.,]/}
echo "$domains domains imported and issued, half of the nonces refused: $(((ended - began) / 1000)) ms, $(grep -c 'Added order' pebble.log) orders for $((runs + domains)) certificates"
if [[ -n ${STAY:-} ]]; then
  echo "in $work until a line comes"
  read -r
fi
