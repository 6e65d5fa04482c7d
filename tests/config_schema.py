#!/usr/bin/env python3
"""Compares docs' schema of configurations with what contractlint says: usage: config_schema.py BINARY FOLDER.

Every configuration in FOLDER/good must be valid by `contractlint schema config`; every one in FOLDER/bad must be
invalid, but for those that FOLDER/bad/beyond-schema.txt lists: what they have wrong no JSON Schema can say."""
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


def main(binary, folder):
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
    print('config schema:', 'agrees' if not failed else f'{failed} disagreements')
    return failed > 0


sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
