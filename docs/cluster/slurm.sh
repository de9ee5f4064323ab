#!/usr/bin/env bash
#SBATCH --job-name=heatdeath
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
#
# usage: docs/cluster/slurm.sh SHARDS OUTPUT OPTION…
#
# Has Slurm compute `heatdeath sweep OPTION…` as an array of so many jobs, a shard each, and
# then one job that merges them into OUTPUT. OPTIONs need a --seed, OUTPUT a file system that
# all nodes see. Shards stand in OUTPUT.shards: the same command again, after whatever ended
# it, goes on with the cells that are missing.
#
#   HEATDEATH=PROGRAM    the program, heatdeath unless told
#   SBATCH_TIMELIMIT=…, SBATCH_PARTITION=…, SBATCH_WAIT=1   as sbatch takes them
set -euo pipefail

heatdeath=${HEATDEATH:-heatdeath}
if [[ -z ${SLURM_JOB_ID:-} ]]; then
  (($# >= 3)) || { sed -n '7,/^set /{ s/^# \{0,1\}//p; }' "$0" >&2; exit 64; }
  mkdir -p "$2.shards"
  array=$(sbatch --parsable --array="1-$1" --output="$2.shards/%a.log" "$0" "$@")
  exec sbatch --dependency="afterok:${array%%;*}" --output="$2.shards/merge.log" "$0" "$@"
fi

shards=$1 output=$2
shift 2
folder=$output.shards
if [[ -n ${SLURM_ARRAY_TASK_ID:-} ]]; then
  file=$folder/$SLURM_ARRAY_TASK_ID.csv
  # A file stands under its name only when it is complete.
  [[ -e $file ]] || exec "$heatdeath" sweep "$@" --shard "$SLURM_ARRAY_TASK_ID/$shards" \
    --jobs "${SLURM_CPUS_PER_TASK:-1}" --resume --output "$file"
else
  files=()
  for ((number = 1; number <= shards; number++)); do files+=("$folder/$number.csv"); done
  exec "$heatdeath" sweep --merge "${files[@]}" --output "$output"
fi
