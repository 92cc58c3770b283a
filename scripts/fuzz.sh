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
  echo "fuzz: $target for $seconds s"
  # Jazzer fuzzes one target a run; its own limit is of five minutes, the last argument counts.
  JAZZER_FUZZ=1 maven -q -pl core surefire:test -Dtest="$target" -Djazzer.internal.arg.0=fuzz \
    -Djazzer.internal.arg.1=-max_total_time="$seconds" </dev/null
done
