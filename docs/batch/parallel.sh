#!/bin/bash
# A batch in N parts side by side with GNU parallel, then put together:  parallel.sh SUBMISSIONS OUT N
# HEGE_OPTIONS holds what every part is asked, the key file among it. Several machines: add --sshlogin to parallel; all must see the folders.
set -u
submissions=$1 out=$2 parts=$3
read -r -a options <<< "$HEGE_OPTIONS"

# 1 and 3 are verdicts (non-compliant, incomplete), not failures of the run.
seq "$parts" | parallel --halt now,fail=1 'hege batch "'"$submissions"'" --out "'"$out"'.part{}" --shard {}/'"$parts"' --jobs 1 --quiet '"${options[*]@Q}"' > /dev/null; code=$?; [ $code -eq 0 ] || [ $code -eq 1 ] || [ $code -eq 3 ] || exit $code' || exit 2

hege merge $(seq -f "$out.part%g" "$parts") --out "$out"
