#!/usr/bin/env bash
# usage: docs/cluster/parallel.sh SHARDS OUTPUT OPTION…
#
# Computes `heatdeath sweep OPTION…` in so many shards, as many at a time as there are
# processors, and merges them into OUTPUT. OPTIONs need a --seed. Shards stand in
# OUTPUT.shards until you remove them: the same command again, after whatever ended it,
# goes on with the cells that are missing.
#
#   HEATDEATH=PROGRAM   the program, heatdeath unless told
#   JOBS=N              how many shards at a time
#
# GNU parallel shares the work out where it is installed, and xargs elsewhere.
set -euo pipefail

(($# >= 3)) || { sed -n '2,/^$/{ s/^# \{0,1\}//p; }' "$0" >&2; exit 64; }
heatdeath=${HEATDEATH:-heatdeath} jobs=${JOBS:-$(nproc)}
shards=$1 output=$2
shift 2
folder=$output.shards
mkdir -p "$folder"

# Both put the number of a shard in place of {}, and end with an error where one shard did.
if command -v parallel >/dev/null; then
  share=(parallel --quote --jobs "$jobs" --halt 'soon,fail=1')
else
  share=(xargs -P "$jobs" -I '{}')
fi
# A file stands under its name only when it is complete. The numbers of one shard have one
# thread: there are as many shards at work as processors.
# shellcheck disable=SC2016
seq "$shards" | "${share[@]}" sh -c '[ -e "$0" ] || exec "$@"' "$folder/{}.csv" \
  "$heatdeath" sweep "$@" --shard "{}/$shards" --jobs 1 --resume --output "$folder/{}.csv"

files=()
for ((number = 1; number <= shards; number++)); do files+=("$folder/$number.csv"); done
"$heatdeath" sweep --merge "${files[@]}" --output "$output"
