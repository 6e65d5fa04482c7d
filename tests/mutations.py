#!/usr/bin/env python3
"""One mistake, one finding: each row plants one mistake in a clean contract and names every finding that must come of it.

usage: mutations.py BINARY
A row is (file, old text, new text, findings). The findings are "RULE@LINE:COLUMN" words; errors and warnings must be exactly
these, infos are looked at for the rules that a row names. `~` before a rule: it is an info.
"""
import json, pathlib, subprocess, sys, tempfile

TESTDATA = pathlib.Path(__file__).resolve().parent.parent / "testdata" / "mutations"
C, D = "customer-360.yaml", "domains.yaml"
ROWS = [
    # keys
    (C, "  name: customer-360\n", "", "structure-missing-key@1:1"),
    (C, "  domain: marketing\n", "", "structure-missing-key@1:1"),
    (C, "  owner: marketing-data-team\n", "", "structure-missing-key@1:1"),
    (C, "  version: 3.2.0\n", "", "structure-missing-key@1:1"),
    (C, "  name: customer-360", "  nmae: customer-360", "structure-unknown-key@2:3"),
    (C, "  owner: marketing", "  ownr: marketing", "structure-unknown-key@4:3"),
    (C, "sla:", "slas:", "structure-unknown-key@20:1"),
    (C, "schema:", "shema:", "structure-unknown-key@8:1"),
    (C, "  freshness:", "  freshnes:", "structure-unknown-key@21:3"),
    (C, "  classification:", "  clasification:", "structure-unknown-key@25:3"),
    (C, "  requiredPermissions:", "  permissions:", "structure-unknown-key@26:3"),
    (C, "access:", "colour: blue\naccess:", "structure-unknown-key@24:1"),
    (C, "  domain: marketing\n", "  domain: marketing\n  domain: sales\n", "yaml-duplicate-key@4:3"),
    (C, "  domain: marketing", "  domain:", "metadata-empty@3:3"),
    (C, "  name: customer-360", "  name: ''", "metadata-empty@2:3"),
    (C, "  owner: marketing-data-team", "  owner: ~", "metadata-empty@4:3"),
    (C, "  version: 3.2.0", "  version:", "metadata-empty@5:3"),
    (C, "  domain: marketing", "  domain: [marketing]", "structure-wrong-kind@3:11"),
    (C, "  domain: marketing", "  domain: 7", "structure-wrong-kind@3:11"),
    (C, "[marketing:read, analytics:read]", "marketing:read", "structure-wrong-kind@26:24"),
    (C, "  classification: internal\n  requiredPermissions: [marketing:read, analytics:read]", " - internal", "structure-wrong-kind@25:2"),
    # metadata, naming
    (C, "customer-360", "Customer-360", "naming-product@2:9"),
    (C, "customer-360", "customer_360", "naming-product@2:9"),
    (C, "name: customer-360", "name: c3", "naming-product@2:9"),
    (C, "name: customer-360", "name: 360", "naming-product@2:9"),
    (C, "version: 3.2.0", "version: 3.2", "yaml-unquoted-version@5:12"),
    (C, "version: 3.2.0", "version: v3.2.0", "metadata-version-format@5:12"),
    (C, "version: 3.2.0", "version: '3.2'", "metadata-version-format@5:12"),
    (C, "version: 3.2.0", "version: latest", "metadata-version-format@5:12"),
    (C, "version: 3.2.0", "version: 03.2.0", "metadata-version-format@5:12"),
    (C, "owner: marketing-data-team", "owner: TODO", "metadata-placeholder@4:10"),
    (C, "owner: marketing-data-team", "owner: Marketing Data Team!", "metadata-owner-format@4:10"),
    (C, "  version: 3.2.0", "  version: 3.2.0\n  status: actve", "metadata-status-unknown@6:11"),
    (C, "  version: 3.2.0", "  version: 3.2.0\n  tags: [gold, gold]", "metadata-tag-duplicate@6:16"),
    (C, "  version: 3.2.0", "  version: 3.2.0\n  createdAt: yesterday", "metadata-date-format@6:14"),
    (C, "  version: 3.2.0", "  version: 3.2.0\n  contact: marketing@", "metadata-contact-invalid@6:12"),
    (C, "marketing:read, analytics:read", "marketing-read, analytics:read", "naming-permission@26:25"),
    # schema
    (C, "customerId: {type: string,", "customerId: {type: strin,", "schema-type-unknown@11:24"),
    (C, "lifetimeValue: {type: number,", "lifetimeValue: {type: float,", "schema-type-unknown@13:27"),
    (C, "lifetimeValue: {type: number, minimum: 0}", "lifetimeValue: {minimum: 0}", "schema-type-missing@13:5"),
    (C, "minimum: 0", "minimum: banana", "schema-keyword-kind@13:44"),
    (C, "minimum: 0", "minimun: 0", "schema-keyword-unknown@13:35"),
    (C, "minimum: 0", "minLength: 3", "schema-keyword-inapplicable@13:35"),
    (C, "minimum: 0", "minimum: 10, maximum: 5", "schema-bounds-contradictory@13:57"),
    (C, "minimum: 0", "multipleOf: 0", "schema-multiple-of@13:47"),
    (C, "minimum: 0", "minimum: 0, default: -1", "schema-default-invalid@13:56"),
    (C, "minimum: 0", "minimum: 0, examples: [1, abc]", "schema-example-invalid@13:61"),
    (C, "format: uuid", "format: uuiid", "schema-format-unknown@11:40"),
    (C, "lifetimeValue: {type: number, minimum: 0}", "lifetimeValue: {type: number, format: uuid}", "schema-format-inapplicable@13:43"),
    (C, "language: { type: string }", "language: { type: string, pattern: '[a-z' }", "schema-pattern-invalid@18:45"),
    (C, "language: { type: string }", "language: { type: string, pattern: '^(a+)+$' }", "schema-pattern-slow@18:44"),
    (C, "language: { type: string }", "language: { type: string, minLength: -1 }", "schema-bounds-negative@18:46"),
    (C, "language: { type: string }", "language: { type: string, required: yes }", "schema-keyword-kind@18:45"),
    (C, "language: { type: string }", "language: string", "structure-wrong-kind@18:19"),
    (C, "channels: { type: array, items: { type: string } }", "channels: { type: array }", "schema-items-missing@19:9"),
    (C, "  type: object\n  properties:\n    customerId", "  type: object\n  required: [customerId, custmerName]\n  properties:\n    customerId", "schema-required-unknown@10:26"),
    (C, "  type: object\n  properties:\n    customerId", "  type: object\n  required: [customerId, customerId]\n  properties:\n    customerId", "schema-required-duplicate@10:26"),
    (C, "{type: string, format: date-time}", "{$ref: '#/$defs/when'}", "schema-reference-unresolved@14:26"),
    (C, "schema:\n", "schema: {}\nx-schema:\n", "schema-empty@8:1"),
    # enum
    (C, "[premium, standard, new, churning]", "[]", "enum-empty@12:29"),
    (C, "[premium, standard, new, churning]", "[premium, premium]", "enum-duplicate@12:45"),
    (C, "[premium, standard, new, churning]", "[premium, 1.0]", "enum-wrong-type@12:45"),
    (C, "[premium, standard, new, churning]", "[premium, true]", "enum-wrong-type@12:45"),
    (C, "[premium, standard, new, churning]", "[premium, NO]", "yaml-ambiguous-scalar@12:45"),
    (C, "[premium, standard, new, churning]", "[premium, Premium]", "enum-case-clash@12:45"),
    (C, "[premium, standard, new, churning]", "[premium, ' new']", "enum-whitespace@12:45"),
    (C, "[premium, standard, new, churning]", "premium", "structure-wrong-kind@12:35"),
    (C, "[premium, standard, new, churning]", "[premium, null]", "enum-null@12:45"),
    # service levels
    (C, "freshness: PT15M", "freshness: 15m", "sla-freshness-duration@21:14"),
    (C, "freshness: PT15M", "freshness: 15", "sla-freshness-duration@21:14"),
    (C, "freshness: PT15M", "freshness: pt15m", "sla-freshness-duration@21:14"),
    (C, "freshness: PT15M", "freshness: PT", "sla-freshness-duration@21:14"),
    (C, "freshness: PT15M", "freshness: PT0S", "sla-freshness-zero@21:14"),
    (C, "freshness: PT15M", "freshness: P15M", "sla-freshness-calendar-unit@21:14"),
    (C, "freshness: PT15M", "freshness: P200Y", "sla-freshness-overflow@21:14"),
    (C, "freshness: PT15M", "freshness:", "sla-value-missing@21:3"),
    (C, "freshness: PT15M", "freshness: [PT15M]", "structure-wrong-kind@21:14"),
    (C, "  freshness: PT15M\n", "", "sla-freshness-missing@20:1"),
    (C, "availability: 99.9%", "availability: 99,9%", "sla-availability-format@22:17"),
    (C, "availability: 99.9%", "availability: high", "sla-availability-format@22:17"),
    (C, "availability: 99.9%", "availability: 0.999", "sla-availability-format@22:17"),
    (C, "availability: 99.9%", "availability: 199.9%", "sla-availability-range@22:17"),
    (C, "availability: 99.9%", "availability: -1%", "sla-availability-range@22:17"),
    (C, "qualityScore: 0.95", "qualityScore: 95", "sla-quality-score-range@23:17"),
    (C, "qualityScore: 0.95", "qualityScore: 95%", "sla-quality-score-range@23:17"),
    (C, "qualityScore: 0.95", "qualityScore: good", "sla-quality-score-range@23:17"),
    (C, "qualityScore: 0.95", "qualityScore: 1.01", "sla-quality-score-range@23:17"),
    (C, "qualityScore: 0.95", "qualityScore: 0.95\n  latency: 5 minutes", "sla-duration-format@24:12"),
    (C, "qualityScore: 0.95", "qualityScore: 0.95\n  completeness: 1.5", "sla-ratio-range@24:17"),
    (C, "qualityScore: 0.95", "qualityScore: 0.95\n  retention: PT5M", "sla-contradictory@24:14"),
    (C, "sla:\n  freshness: PT15M\n  availability: 99.9%\n  qualityScore: 0.95\n", "sla:\n", "sla-value-missing@20:1"),
    # access
    (C, "classification: internal", "classification: secret", "access-classification-unknown@25:19"),
    (C, "classification: internal", "classification:", "access-classification-missing@25:3"),
    (C, "  classification: internal\n", "", "access-classification-missing@24:1"),
    (C, "  requiredPermissions: [marketing:read, analytics:read]\n", "", "access-permissions-missing@24:1"),
    (C, "analytics:read]", "marketing:read]", "access-permission-duplicate@26:41"),
    (C, "language: { type: string }", "email: { type: string }", "privacy-unclassified@18:9"),
    (C, "language: { type: string }", "password: { type: string, default: hunter2secret }", "secret-in-contract@18:44"),
    # quality
    (C, "access:", "quality: {tests: [{not_nul: customerId}]}\naccess:", "quality-test-unknown@24:20"),
    (C, "access:", "quality: {tests: [{unique: customrId}]}\naccess:", "quality-field-unknown@24:28"),
    (C, "access:", "quality: {tests: [{freshness: < 24h}]}\naccess:", "quality-contradicts-sla@24:31"),
    (C, "access:", "quality: {weights: {completeness: 0.5, validity: 0.4}}\naccess:", "quality-weights-sum@24:11"),
    (C, "access:", "quality: {weights: {completness: 1}}\naccess:", "quality-weight-dimension-unknown@24:21"),
    (C, "access:", "quality: {thresholds: {completeness: 150%}}\naccess:", "quality-threshold-range@24:38"),
    # ports, storage, lineage
    (C, "access:", "outputPorts: [{name: a, type: kafka, topic: t}, {name: a, type: sql, location: db}]\naccess:", "port-name-duplicate@24:56"),
    (C, "access:", "outputPorts: [{name: a, type: kafak, topic: t}]\naccess:", "port-type-unknown@24:31"),
    (C, "access:", "outputPorts: [{name: a, type: kafka}]\naccess:", "port-location-missing@24:15"),
    (C, "access:", "outputPorts: [{name: a, type: kafka, topic: t, format: avroo}]\naccess:", "port-format-unsupported@24:56"),
    (C, "access:", "storage: {type: s3, location: s3://b/c, partitioning: [custmerId]}\naccess:", "storage-partition-unknown@24:56"),
    (C, "access:", "lineage: {upstream: [customer-360]}\naccess:", "lineage-self-reference@24:22"),
    (C, "access:", "lineage: {upstream: [orders, orders]}\naccess:", "lineage-duplicate@24:30"),
    # text
    (C, "  domain: marketing", "\tdomain: marketing", "yaml-syntax@3:1"),
    (C, "  domain: marketing", "  domain:marketing", "yaml-syntax@3:3"),
    (C, "  domain: marketing", "  domain: 'marketing", "yaml-syntax@3:11"),
    (C, "[marketing:read, analytics:read]", "[marketing:read, analytics:read", "yaml-syntax@26:24"),
    (C, "  domain: marketing", "  domain: *team", "yaml-undefined-alias@3:11"),
    # lifecycle
    (C, "  version: 3.2.0", "  version: 3.2.0\n  status: active\n  deprecation: {sunset: soon}", "metadata-date-format@7:25"),
    (C, "  version: 3.2.0", "  version: 3.2.0\n  status: deprecated\n  deprecation: {sunset: 2020-01-01, replacement: customer-361}", "lifecycle-sunset-past@7:25"),
    (C, "  version: 3.2.0", "  version: 3.2.0\n  status: deprecated\n  deprecation: {sunset: 2999-01-01, replacement: customer-360}", "lifecycle-replacement-self@7:50"),
    # column lists
    (C, "  type: object\n  properties:\n", "  fields:\n    - {name: id, type: integr}\nx-old:\n  properties:\n", "schema-type-unknown@10:24"),
    (C, "  type: object\n  properties:\n", "  fields:\n    - {name: id, type: integer}\n    - {name: id, type: string}\nx-old:\n  properties:\n", "naming-duplicate-field@11:14"),
    (C, "  type: object\n  properties:\n", "  fields:\n    - {type: integer}\nx-old:\n  properties:\n", "structure-missing-key@10:7"),
    (C, "  type: object\n  properties:\n", "  fields:\n    - {name: id, type: integer, isNullable: false}\nx-old:\n  properties:\n", "structure-unknown-key@10:33"),
    (C, "  type: object\n  properties:\n", "  fields:\n    - {name: id, type: integer, required: maybe}\nx-old:\n  properties:\n", "schema-keyword-kind@10:43"),
    (C, "schema:\n", "fields:\n  - {name: id, type: integer}\nx-schema:\n", "structure-unknown-key@8:1"),
    (C, "schema:\n", "schema: {registry: glue, subject: customer, evolution: backwards}\nx-schema:\n", "structure-invalid-value@8:56"),
    # merge keys and anchors
    (C, "sla:\n  freshness: PT15M", "x-sla: &sla {freshness: 15m}\nsla:\n  <<: *sla", "sla-freshness-duration@20:25"),
    # domains
    (D, "freshness: 1 hour", "freshness: PT24H", ""),
    (D, "- name: customer\n    owner: customer-experience-team\n", "- owner: customer-experience-team\n", "structure-missing-key@2:5 quality-contradicts-sla@14:26 sla-freshness-duration@14:26"),
    (D, "freshness: 1 hour, availability: 99.9%", "freshness: PT24H, availability: '99,9%'", "sla-availability-format@15:47"),
    (D, "freshness: 1 hour, availability: 99.9%, quality: 99%", "freshness: PT24H, quality: 199%", "sla-quality-score-range@15:42"),
    (D, "freshness: 1 hour", "freshnes: PT24H", "structure-unknown-key@15:15"),
    (D, "schedule: hourly", "schedule: sometimes", "sla-schedule-invalid@12:30 quality-contradicts-sla@15:26 sla-freshness-duration@15:26"),
    (D, '"0 * * * *"', '"61 * * * *"', "sla-schedule-invalid@13:33 quality-contradicts-sla@15:26 sla-freshness-duration@15:26"),
    (D, "name: customer-profiles\n", "name: Customer Profiles\n", "naming-product@5:15 quality-contradicts-sla@15:26 sla-freshness-duration@15:26"),
    (D, "data_products:", "data_product:", "structure-unknown-key@4:5 quality-contradicts-sla@15:26 sla-freshness-duration@15:26"),
    (D, "storage: {type: delta-lake,", "storage: {typ: delta-lake,", "structure-unknown-key@7:19 quality-contradicts-sla@15:26 sla-freshness-duration@15:26"),
]


def judge(binary, folder, row):
    name, old, new, wanted = row
    text = (TESTDATA / name).read_text()
    if text.count(old) < 1:
        return "the row's old text is not in the file"
    path = pathlib.Path(folder) / name
    path.write_text(text.replace(old, new, 1))
    run = subprocess.run([binary, "lint", "--no-config", "--format", "json", str(path)], capture_output=True, text=True, timeout=20)
    if run.returncode not in (0, 1):
        return "status %d: %s" % (run.returncode, run.stderr)
    infos = {w.split("@")[0][1:] for w in wanted.split() if w[0] == "~"}
    found = {}
    for f in json.loads(run.stdout)["findings"]:
        if f["severity"] != "info" or f["rule"] in infos:
            found["%s%s@%d:%d" % ("~" if f["severity"] == "info" else "", f["rule"], f["line"], f["column"])] = f["message"]
    missing = sorted(set(wanted.split()) - set(found))
    extra = sorted("%s (%s)" % (k, v) for k, v in found.items() if k not in wanted.split())
    return "; ".join(["missing " + m for m in missing] + ["not expected " + e for e in extra])


def main():
    binary, failed = sys.argv[1], 0
    with tempfile.TemporaryDirectory() as folder:
        for row in ROWS:
            fault = judge(binary, folder, row)
            if fault:
                failed += 1
                print("%r -> %r in %s: %s" % (row[1][:60], row[2][:60], row[0], fault))
    print("%d passed, %d failed" % (len(ROWS) - failed, failed))
    return 1 if failed else 0


sys.exit(main())
