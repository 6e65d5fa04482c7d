// Compares our patterns with a JavaScript engine: node tests/pattern_oracle.mjs DRIVER [FOLDER-OF-JSON-TESTS] [COUNT]
//
// Verdicts: invalid is what `new RegExp(p, 'u')` and `new RegExp(p)` both refuse. Matches: `u` judges where it accepts the
// pattern, else Annex B. Any difference fails; what we leave undecided is only counted. Explained and left out:
// - characters above U+FFFF when only Annex B accepts the pattern: we read code points, it reads UTF-16 units;
// - group names with characters from U+0080 on, which we do not look up.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [driver, folder, count = '20000'] = process.argv.slice(2);

let seed = 20240229;
const random = n => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8) % n;
const pick = list => list[random(list.length)];

const table = readFileSync(new URL('pattern_oracle.txt', import.meta.url), 'utf8').split('\n').filter(line => line);

// Strings under "pattern", keys under "patternProperties", and what tests of the format "regex" try.
function patternsOf(value, into, isRegexTest = false) {
  if (Array.isArray(value)) {
    for (const item of value) patternsOf(item, into, isRegexTest);
  } else if (value && typeof value === 'object') {
    const isRegex = isRegexTest || value.schema?.format === 'regex';
    for (const [key, item] of Object.entries(value)) {
      if (key === 'pattern' && typeof item === 'string') into.add(item);
      if (key === 'patternProperties' && item && typeof item === 'object') Object.keys(item).forEach(name => into.add(name));
      if (isRegex && key === 'data' && typeof item === 'string') into.add(item);
      patternsOf(item, into, isRegex);
    }
  }
}

function suitePatterns(path) {
  const found = new Set();
  for (const entry of readdirSync(path, { recursive: true }))
    if (entry.endsWith('.json')) patternsOf(JSON.parse(readFileSync(join(path, entry), 'utf8')), found);
  return [...found];
}

const pieces = [
  'a', 'b', 'ab', 'c', '1', '-', '_', ' ', ',', '.', '.*', 'a+', 'a*', 'b?', 'a+?', 'a{2}', 'a{1,2}', 'a{0}', 'a{2,}', 'a{,2}',
  '{', '}', ']', '[', '(', ')', '|', '^', '$', '*', '+', '?', '+?', '{1}', '{2,1}', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S',
  '\\b', '\\B', '\\1', '\\2', '\\3', '\\0', '\\01', '\\8', '\\12', '\\377', '\\400', '\\c', '\\cJ', '\\c1', '\\x41', '\\x4', '\\u0041',
  '\\u004', '\\u{41}', '\\u{110000}', '\\ud83d\\ude00', '\\u{1F600}', '\\p{L}', '\\P{Lu}', '\\p{Script=Greek}', '\\p{Greek}', '\\p',
  '\\-', '\\/', '\\.', '\\k', '\\k<n>', '\\k<m>', '(?<n>', '(?<m>', '(?:', '(?=', '(?!', '(?<=', '(?<!', '(?', '(?>', '(?P<n>', '(?i)',
  '(?<n', '(a)', '(a|b)', '(?:a|b)', '(a)?', '(?:ab)+', '[a-c]', '[^a]', '[^]', '[]', '[a-]', '[-a]', '[\\w-a]', '[a-\\d]', '[z-a]',
  '[\\b]', '[\\B]', '[\\c]', '[\\c1]', '[\\cJ]', '[\\1]', '[\\8]', '[\\k]', '[\\-]', '[^\\d]', '[\\D\\d]', '[^\\w\\W]', '[\\p{L}]', '[^\\P{L}]',
  '[', '[^', 'a-c', 'a-', '-a', '\\', 'ä', 'ß', '\u2028', '\n', '😀', '[😀-😂]', '.', 'a|', '|b', '()', '(?:)', '(?=a)*', '(?<=a)',
];
const generated = () => Array.from({ length: 1 + random(6) }, () => pick(pieces)).join('');

// What one scan decides, and what it only seems to.
const sets = ['a', 'b', 'c', '1', '-', '\\d', '\\w', '\\D', '[a-c]', '[ab]', '[^a]', '.', '[a-zä]', '[]', '(a)', '([1b])'];
const times = ['', '', '', '?', '*', '+', '{0}', '{2}', '{1,2}', '{2,}', '+?'];
const scanned = () =>
  pick(['^', '^', '^', '']) + Array.from({ length: 1 + random(5) }, () => pick(sets) + pick(times)).join('') + pick(['$', '']);

const fixed = ['', 'a', 'b', 'ab', 'aab', 'abc', 'A', '1', '-', '_', ' ', '\n', 'a\n', '\r', 'ä', 'ß', 'α', '😀', '😁', '\u2028', '\u0085',
  '\uFEFF', '\u00A0', '\u180E', '\u0000', '\u0001', '\u0008', '\u001f', 'aa', 'aaa', 'a-b', '\\', 'c', 'k<n>', 'p{L}', 'u{41}', '{', 'a{,2}',
  '2024-02-29', 'foo', '\u0661', 'cJ', '8'];

function subjectsFor(pattern) {
  const characters = [...pattern, 'a', 'b', 'c', '1', ' '];
  const made = Array.from({ length: 12 }, () => Array.from({ length: random(8) }, () => pick(characters)).join(''));
  return [...fixed, pattern, ...made].filter(subject => subject.isWellFormed());
}

function compile(pattern, flags) {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return null;
  }
}

const isAstral = text => /[\u{10000}-\u{10FFFF}]|\\u[dD][89abAB]/u.test(text);
const hasForeignName = pattern => /\(\?<[^>=!]*[^\x00-\x7f]/.test(pattern);
const hex = text => 'x' + Buffer.from(text, 'utf8').toString('hex');

const random_patterns = [generated, scanned].flatMap(make => Array.from({ length: Number(count) }, make));
const patterns = [...table, ...(folder ? suitePatterns(folder) : []), ...random_patterns].filter(p => p.isWellFormed());
const cases = patterns.map(pattern => ({ pattern, subjects: subjectsFor(pattern) }));
const input = cases.map(c => [c.pattern, ...c.subjects].map(hex).join(' ') + '\n').join('');
const run = spawnSync(driver, { input, maxBuffer: 1 << 28, encoding: 'utf8' });
const answers = run.stdout.split('\n');
if (run.status !== 0 || answers.length !== cases.length + 1) {
  console.error(`driver ended with status ${run.status} ${run.signal} after ${answers.length} of ${cases.length}\n${run.stderr}`);
  process.exit(1);
}

const OK = '0', INVALID = '1', MATCHES = '0', DIFFERS = '1';
const tally = { patterns: cases.length, ok: 0, invalid: 0, notChecked: 0, matches: 0, differs: 0, undecided: 0 };
const differences = [];

function judgeVerdict(pattern, status, unicode, annexB) {
  const isValid = Boolean(unicode || annexB);
  tally[status === OK ? 'ok' : status === INVALID ? 'invalid' : 'notChecked']++;
  if ((status === OK && !isValid && !hasForeignName(pattern) && !isAstral(pattern)) || (status === INVALID && isValid))
    differences.push(`${JSON.stringify(pattern)}: node says ${isValid ? 'valid' : 'invalid'}, we ${status}`);
}

function judgeMatch(pattern, subject, result, judge) {
  if (!judge.unicode && (isAstral(pattern) || isAstral(subject))) return;
  const isMatch = judge.test(subject);
  tally[result === MATCHES ? 'matches' : result === DIFFERS ? 'differs' : 'undecided']++;
  if ((result === MATCHES && !isMatch) || (result === DIFFERS && isMatch))
    differences.push(`${judge} on ${JSON.stringify(subject)}: node says ${isMatch}`);
}

cases.forEach(({ pattern, subjects }, i) => {
  const unicode = compile(pattern, 'u'), annexB = compile(pattern, '');
  const judge = unicode ?? annexB;
  judgeVerdict(pattern, answers[i][0], unicode, annexB);
  if (judge && answers[i][0] === OK) subjects.forEach((subject, s) => judgeMatch(pattern, subject, answers[i][1 + s], judge));
});

console.log(Object.entries(tally).map(([name, value]) => `${name} ${value}`).join(', '));
differences.slice(0, 40).forEach(difference => console.log(difference));
console.log(`${differences.length} differences`);
process.exit(differences.length ? 1 : 0);
