import { formatScript } from '../app/sql/format-script.ts'
import { tokenize } from '../app/sql/lexer.ts'
import { messageCodes } from '../app/sql/messages.ts'
import { parseScript } from '../app/sql/parse-script.ts'
import { printScript } from '../app/sql/print-statement.ts'
import { EXPRESSION_SAMPLES, STATEMENT_SAMPLES } from '../app/sql/testing-kit/samples.ts'
import { withoutSpans } from '../app/sql/without-spans.ts'
import { createRandom, mutate } from './sql-mutation.ts'

// Damaged texts must neither crash nor stall the parser; every mistake has a place inside the text, and
// what is read in spite of the damage prints as a text that reads back the same.

const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const texts = option('texts', 10_000)
const random = createRandom(option('seed', 1))
const samples = [...STATEMENT_SAMPLES, ...EXPRESSION_SAMPLES.map((text) => `SELECT ${text} FROM t`)]
const codes = new Set(messageCodes())
const slowest = { milliseconds: 0, text: '' }
let read = 0
let failures = 0

for (let count = 0; count < texts; count++) {
  const text = damagedText()
  const started = performance.now()
  try {
    check(text)
  } catch (error) {
    fail(text, error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  const milliseconds = performance.now() - started
  if (milliseconds > slowest.milliseconds) Object.assign(slowest, { milliseconds, text })
}
console.log(`${texts} texts, ${read} statements read, ${failures} failures`)
console.log(`slowest ${slowest.milliseconds.toFixed(1)} ms: ${slowest.text.slice(0, 80).replace(/\s+/g, ' ')}`)
process.exitCode = failures === 0 ? 0 : 1

function damagedText(): string {
  const parts: string[] = []
  for (let part = 0; part <= Math.floor(random() * 3); part++) {
    parts.push(mutate(samples[Math.floor(random() * samples.length)] ?? '', samples, random))
  }
  return parts.join(';\n')
}

function check(text: string): void {
  checkTokens(text)
  const { statements, diagnostics } = parseScript(text)
  for (const { span, code, message } of diagnostics) {
    if (span.start < 0 || span.start > span.end || span.end > text.length)
      fail(text, `${code} is placed outside the text`)
    if (!codes.has(code) || message === code) fail(text, `${code} has no message`)
  }
  read += statements.length
  checkFormat(text)
  const printed = printScript(statements)
  const again = parseScript(printed)
  if (JSON.stringify(withoutSpans(again.statements)) !== JSON.stringify(withoutSpans(statements))) {
    fail(text, `reads back differently: ${again.diagnostics[0]?.message ?? ''}\n${printed}`)
  }
}

function checkFormat(text: string): void {
  const formatted = formatScript(text)
  if (formatScript(formatted) !== formatted) fail(text, `formats differently the second time:\n${formatted}`)
  const before = JSON.stringify(withoutSpans(parseScript(text).statements))
  if (JSON.stringify(withoutSpans(parseScript(formatted).statements)) !== before)
    fail(text, `formatting changed the meaning:\n${formatted}`)
}

function checkTokens(text: string): void {
  let end = 0
  for (const token of tokenize(text)) {
    if (token.start < end || token.end < token.start || token.end > text.length) fail(text, 'tokens overlap')
    end = token.end
  }
}

function fail(text: string, reason: string): void {
  failures++
  if (failures <= 10) console.log(`FAILED ${reason}\n  in ${JSON.stringify(text.slice(0, 500))}`)
}
