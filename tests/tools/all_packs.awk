# Prints the C table of the shipped packs: rules/strict.yaml becomes the pack "strict".
BEGIN {
    c_begin("rules/all_packs.h")
    print "const struct pack all_packs[] = {"
    for (i = 1; i < ARGC; i++) {
        name = ARGV[i]
        gsub(/^.*\/|\.yaml$/, "", name)
        printf "    {\"%s\",\n     \"\"", name
        while ((getline line < ARGV[i]) > 0)
            printf "\n     \"%s\\n\"", c_text(line)
        close(ARGV[i])
        print "},"
    }
    print "    {NULL, NULL},\n};"
}
