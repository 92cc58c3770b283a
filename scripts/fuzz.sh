#!/usr/bin/env bash
# Looks for inputs that break the readers of certificates, from the kept ones on.
#
#   scripts/fuzz.sh SECONDS [TARGET]     each target for so long; ./verify calls it after the tests
#
# What breaks one is written to the module's src/test/resources, where each build runs it again.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/jdk.sh"
source "$root/scripts/maven.sh"

seconds=${1:?usage: scripts/fuzz.sh SECONDS [TARGET]}
targets=(
  CertificateReaderFuzzTest#anyTextIsAcceptedOrRefused
  CertificateReaderFuzzTest#anyKeyIsReadOrRefused
  CertificateReaderFuzzTest#anyContainerIsOpenedOrRefused
)
[[ $# -lt 2 ]] || targets=("$2")

jdk_require
cd "$root"
for target in "${targets[@]}"; do
  log=core/target/fuzz-${target#*#}.log
  # Jazzer fuzzes one target a run; its own limit is of five minutes, the last argument counts.
  if ! JAZZER_FUZZ=1 maven -q -pl core surefire:test -Dtest="$target" -Djazzer.internal.arg.0=fuzz \
    -Djazzer.internal.arg.1=-max_total_time="$seconds" </dev/null >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "fuzz: $target found an input that breaks it; all is in $log" >&2
    exit 1
  fi
  echo "fuzz: $target: $(grep -a '^Done' "$log")"
done
