#!/usr/bin/env python3
"""Compares the schema of configurations with what contractlint says: usage: config_schema.py BINARY FOLDER MANUAL.

Every configuration in FOLDER/good must be valid by `contractlint schema config`; every one in FOLDER/bad must be
invalid, but for those that FOLDER/bad/beyond-schema.txt lists: what they have wrong no JSON Schema can say.
MANUAL, contractlint-config.5, must name every option, and every limit with its most."""
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2 as far as configurations need it: `off` is a word, 010 and 1_000 are no decimal integers."""


Loader.yaml_implicit_resolvers = {}
Loader.add_implicit_resolver('tag:yaml.org,2002:bool', re.compile('^(true|false)$'), 'tf')
Loader.add_implicit_resolver('tag:yaml.org,2002:null', re.compile('^(null|~|)$'), ['n', '~', ''])
Loader.add_implicit_resolver('tag:yaml.org,2002:int', re.compile('^-?(0|[1-9][0-9]*)$'), '-0123456789')
Loader.add_implicit_resolver('tag:yaml.org,2002:float', re.compile(r'^-?[0-9]+\.[0-9]+$'), '-0123456789')


def mistakes(validator, path):
    try:
        value = yaml.load(path.read_bytes().decode('utf-8-sig'), Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return [str(error)]
    return [error.message for error in validator.iter_errors({} if value is None else value)]


def size(text):
    units = {'KiB': 2**10, 'MiB': 2**20, 'GiB': 2**30}
    return int(text[:-3]) * units[text[-3:]] if text[-3:] in units else int(text)


def not_in_manual(schema, manual):
    options = schema['properties']['options']['properties']
    for family, values in options.items():
        for key in values['properties']:
            if not re.search(rf'^\.It Cm (.* , )?{family}\.{key}( ,|$)', manual, re.MULTILINE):
                yield f'options.{family}.{key}'
    limits = schema['properties']['limits']['properties']
    rows = dict(re.findall(r'^\.It Cm (\S+) Ta \S+ Ta (\S+) Ta ', manual, re.MULTILINE))
    for key, value in limits.items():
        most = (value['anyOf'][0] if 'anyOf' in value else value)['maximum']
        if key not in rows or size(rows[key]) != most:
            yield f'limits.{key}, at most {most}'


def main(binary, folder, manual):
    schema = json.loads(subprocess.run([binary, 'schema', 'config'], check=True, capture_output=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    beyond = (folder / 'bad/beyond-schema.txt').read_text().split()
    failed = 0
    for path in sorted((folder / 'good').glob('*.yaml')):
        for mistake in mistakes(validator, path):
            print(f'{path}: {mistake}')
            failed += 1
    for path in sorted((folder / 'bad').glob('*.yaml')):
        if bool(mistakes(validator, path)) == (path.stem in beyond):
            print(f'{path}: the schema {"finds" if path.stem in beyond else "misses"} what is wrong')
            failed += 1
    for missing in not_in_manual(schema, manual.read_text()):
        print(f'{manual} does not tell of {missing}')
        failed += 1
    print('config schema:', 'agrees' if not failed else f'{failed} disagreements')
    return failed > 0


sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])))
