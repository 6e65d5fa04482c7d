# Prints the C tables of the rules' examples: testdata/rules/ID/bad.yaml and good.yaml, without what they expect, and the
# configuration that both have; of rules about data bad.jsonl and good.jsonl, or .csv, and their contract.yaml;
# testdata/breaking/ID/before.yaml, after.yaml and their configuration. Given are the paths of the bad ones and of those before.
function print_example(path, line, len) {
    len = 0
    printf "     {\"\""
    while ((getline line < path) > 0) {
        if (line ~ /^[ \t]*# expect(-next|-at [0-9]+)?:/)
            continue
        sub(/[ \t]*# expect(-next|-at [0-9]+)?:.*$/, "", line)
        printf "\n      \"%s\\n\"", c_text(line)
        len += length(line) + 1
    }
    close(path)
    printf ",\n      %d}", len
}

# The files of the folder of each path whose file is `name` with some end; a file "NAME." gets the same end. With
# `is_named` the row has the file's name too.
function print_rows(name, files, is_named, count, i, k, folder, id, end) {
    count = split(files, file, " ")
    for (i = 1; i < ARGC; i++) {
        folder = end = ARGV[i]
        sub(/[^\/]*$/, "", folder)
        sub(/^.*\./, "", end)
        if (ARGV[i] != folder name "." end)
            continue
        id = substr(folder, 1, length(folder) - 1)
        sub(/^.*\//, "", id)
        printf "    {\"%s\"", id
        if (is_named)
            printf ", \"%s.%s\"", name, end
        for (k = 1; k <= count; k++) {
            print ","
            print_example(folder file[k] (file[k] ~ /\.$/ ? end : ""))
        }
        print "},"
    }
    printf "    {NULL" (is_named ? ", NULL" : "")
    for (k = 1; k <= count; k++)
        printf ", {NULL, 0}"
    print "},\n};"
}

BEGIN {
    c_begin("cmd/example.h")
    print "const struct example all_examples[] = {"
    print_rows("bad", "bad. good. .contractlint.yaml contract.yaml", 1)
    print "\nconst struct change_example all_change_examples[] = {"
    print_rows("before", "before. after. .contractlint.yaml", 0)
}
