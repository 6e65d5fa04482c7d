// Compiles SCHEMA with ajv, judges the lines of FILE, and prints how many fit and the milliseconds of processor time that a
// round of judging alone took. usage: schema_peers.mjs NODE_MODULES SCHEMA FILE ROUNDS
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, schema, file, rounds] = process.argv.slice(2);
const Ajv = createRequire(resolve(modules, "x.js"))("ajv/dist/2019").default;
const fits = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
const values = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
let count = 0;
for (let round = 0; round < (rounds > 0 ? 5 : 1); round++) // until the compiler of the engine has done its work
    count = values.filter((value) => fits(value)).length;
const start = process.cpuUsage().user;
for (const value of values)
    for (let round = 0; round < rounds; round++)
        fits(value);
console.log(count, (process.cpuUsage().user - start) / 1e3 / rounds);
