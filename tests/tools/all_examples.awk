# Prints the C tables of the rules' examples: testdata/rules/ID/bad.yaml and good.yaml, without what they expect, and the
# configuration that both have; testdata/breaking/ID/before.yaml and after.yaml. Given are the paths of the bad ones and of
# those before.
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

# The files of the folder of each path that ends in `name`.
function print_rows(name, files, count, i, k, folder, id) {
    count = split(files, file, " ")
    for (i = 1; i < ARGC; i++) {
        if (substr(ARGV[i], length(ARGV[i]) - length(name) + 1) != name)
            continue
        folder = substr(ARGV[i], 1, length(ARGV[i]) - length(name))
        id = substr(folder, 1, length(folder) - 1)
        sub(/^.*\//, "", id)
        printf "    {\"%s\"", id
        for (k = 1; k <= count; k++) {
            print ","
            print_example(folder file[k])
        }
        print "},"
    }
    printf "    {NULL"
    for (k = 1; k <= count; k++)
        printf ", {NULL, 0}"
    print "},\n};"
}

BEGIN {
    c_begin("cmd/example.h")
    print "const struct example all_examples[] = {"
    print_rows("bad.yaml", "bad.yaml good.yaml .contractlint.yaml")
    print "\nconst struct change_example all_change_examples[] = {"
    print_rows("before.yaml", "before.yaml after.yaml")
}
