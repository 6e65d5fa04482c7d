# Text to C string literals, for the tables that are compiled in. Run with LC_ALL=C: bytes outside printable ASCII become
# octal.
function c_text(text, result, i, c) {
    gsub(/\\/, "\\\\&", text)
    gsub(/"/, "\\\"", text)
    gsub(/\?/, "\\?", text) # no trigraphs
    if (text !~ /[^ -~]/)
        return text
    if (!("A" in code))
        for (i = 1; i < 256; i++)
            code[sprintf("%c", i)] = i
    result = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        result = result (c ~ /[^ -~]/ ? sprintf("\\%03o", code[c]) : c)
    }
    return result
}

function c_begin(header) {
    printf "#include \"%s\"\n\n#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n", header
}
