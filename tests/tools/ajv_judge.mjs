// Judges values by ajv. Reads lines {"draft": "7"|"2019-09"|"2020-12", "format": BOOL, "schemas": [...], "values": [...]} and
// answers each with a list for each schema: true, false or, where ajv fails, null for each value. usage: ajv_judge.mjs
// NODE_MODULES
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(resolve(process.argv[2], "x.js"));
const makers = { 7: "ajv", "2019-09": "ajv/dist/2019", "2020-12": "ajv/dist/2020" };
const addFormats = require("ajv-formats").default;

function validator(schema, question) {
    const Ajv = require(makers[question.draft]).default;
    const ajv = new Ajv({ strict: false, logger: false, validateFormats: question.format });
    if (question.format)
        addFormats(ajv);
    return ajv.compile(schema);
}

function verdict(judge, value) {
    try {
        return judge(value);
    } catch {
        return null; // endless recursion
    }
}

function verdicts(schema, question) {
    try {
        const judge = validator(schema, question);
        return question.values.map((value) => verdict(judge, value));
    } catch {
        return question.values.map(() => null);
    }
}

for await (const line of createInterface({ input: process.stdin })) {
    const question = JSON.parse(line);
    console.log(JSON.stringify(question.schemas.map((schema) => verdicts(schema, question))));
}
