# Prints the C table of the rules' examples: testdata/rules/ID/bad.yaml and good.yaml, without what they expect, and the
# configuration that both have. Given are the paths of the bad ones.
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

BEGIN {
    c_begin("cmd/example.h")
    print "const struct example all_examples[] = {"
    for (i = 1; i < ARGC; i++) {
        folder = ARGV[i]
        sub(/\/bad\.yaml$/, "", folder)
        id = folder
        sub(/^.*\//, "", id)
        printf "    {\"%s\",\n", id
        print_example(folder "/bad.yaml")
        print ","
        print_example(folder "/good.yaml")
        print ","
        print_example(folder "/.contractlint.yaml")
        print "},"
    }
    print "    {NULL, {NULL, 0}, {NULL, 0}, {NULL, 0}},\n};"
}
