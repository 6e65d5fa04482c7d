// Judges JSON Lines with ajv, formats asserted, as a reader of a stream would. usage: ajv.mjs FOLDER RECORDS
import fs from "node:fs";
import { createRequire } from "node:module";
import readline from "node:readline";

const [folder, records] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const Ajv = require("ajv/dist/2020").default, formats = require("ajv-formats").default;
const ajv = new Ajv({ allErrors: true });
formats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(`${folder}/schema.json`)));
let failed = 0;
for await (const line of readline.createInterface({ input: fs.createReadStream(records, { highWaterMark: 1 << 20 }) }))
    if (!validate(JSON.parse(line))) failed++;
process.exitCode = failed > 0 ? 1 : 0;
