// Builds the annotations from the JSON report with GitHub's own package @actions/core and compares the bytes.
// Usage: reports_github.cjs FOLDER_OF_THE_PACKAGE REPORT.json REPORT.github
const fs = require('fs')
const path = require('path')

const [folder, json, github] = process.argv.slice(2)
const { issueCommand } = require(path.resolve(folder, 'lib/command.js'))
const { toCommandProperties } = require(path.resolve(folder, 'lib/utils.js'))
const kinds = { error: 'error', warning: 'warning', info: 'notice' }

function command(finding) {
  const { file, line, column, end_line: endLine, end_column: endColumn } = finding
  const isOneLine = line === endLine
  const properties = toCommandProperties({
    title: `contractlint (${finding.rule})`,
    file,
    startLine: line,
    endLine,
    startColumn: isOneLine ? column : undefined,
    endColumn: isOneLine ? Math.max(column, endColumn - 1) : undefined
  })
  const place = `${file}:${line}:${column}: ${finding.message} [${finding.rule}]`
  let written = ''
  const write = process.stdout.write
  process.stdout.write = text => (written += text)
  issueCommand(kinds[finding.severity], properties, finding.help ? `${place}\nhelp: ${finding.help}` : place)
  process.stdout.write = write
  return written
}

const findings = JSON.parse(fs.readFileSync(json, 'utf8')).findings
const expected = findings.map(command).sort().join('')
const isFinding = line => !line.includes('title=contractlint,') // but the last annotation, which counts
const actual = fs.readFileSync(github, 'utf8').split(/(?<=\n)/).filter(isFinding).sort().join('')
if (findings.length === 0 || expected !== actual) {
  console.log(`reports: @actions/core prints\n${expected}not\n${actual}`)
  process.exit(1)
}
