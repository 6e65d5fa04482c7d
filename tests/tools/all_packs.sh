#!/bin/sh
# Prints the C table of the shipped packs: rules/strict.yaml becomes the pack "strict".
echo '#include "check/pack.h"'
echo
echo 'const struct pack all_packs[] = {'
for file; do
    printf '    {"%s",\n' "$(basename "$file" .yaml)"
    sed 's/\\/\\\\/g; s/"/\\"/g; s/^/     "/; s/$/\\n"/' "$file"
    echo '    },'
done
echo '    {NULL, NULL},'
echo '};'
