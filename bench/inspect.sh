#!/usr/bin/env bash
# How long 'treeline cert inspect' takes on a key with four certificates, the start of the process
# included: the least, the median and the most of some runs, in milliseconds.
#
#   bench/inspect.sh [RUNS]    (20)
set -euo pipefail

runs=${1:-20}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# issue NAME BY EXTENSIONS: a certificate that BY signs; BY itself for a root.
issue() {
  local name=$1 by=$2 extensions=$3
  printf '%b' "$extensions" >"$name.ext"
  openssl req -newkey rsa:2048 -nodes -keyout "$name.key" -out "$name.csr" -subj "/CN=$name" 2>/dev/null
  openssl x509 -req -in "$name.csr" -CA "$by.crt" -CAkey "$by.key" -set_serial "$RANDOM" -days 90 \
    -extfile "$name.ext" -out "$name.crt" 2>/dev/null
}

cd "$work"
authority='basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n'
openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.crt -days 90 -subj /CN=root 2>/dev/null
issue one root "$authority"
issue two one "$authority"
issue leaf two 'subjectAltName=DNS:shop.example,DNS:*.shop.example\nextendedKeyUsage=serverAuth\n'
cat leaf.key leaf.crt two.crt one.crt root.crt >bundle.pem

"$root/treeline" cert inspect bundle.pem >/dev/null
for ((run = 0; run < runs; run++)); do
  began=${EPOCHREALTIME/[.,]/}
  "$root/treeline" cert inspect bundle.pem >/dev/null
  ended=${EPOCHREALTIME/[.,]/}
  echo $(((ended - began) / 1000))
done | sort -n | awk '{ at[NR] = $1 } END { print "inspect, ms: least " at[1] ", median " at[int((NR + 1) / 2)] ", most " at[NR] }'
