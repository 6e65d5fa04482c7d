// Compiles SCHEMA with ajv, judges the lines of FILE in ROUNDS rounds, 0 for one, and prints a line for each that fits.
// usage: schema_peers.mjs NODE_MODULES SCHEMA FILE ROUNDS
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, schema, file, rounds] = process.argv.slice(2);
const Ajv = createRequire(resolve(modules, "x.js"))("ajv/dist/2019").default;
const fits = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
const values = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
if (rounds > 0)
    for (let round = 0; round < 5; round++) // until the compiler of the engine has done its work
        values.forEach((value) => fits(value));
for (const value of values)
    for (let round = 1; round < rounds; round++)
        fits(value);
process.stdout.write(values.filter((value) => fits(value)).map(() => "fits\n").join(""));
