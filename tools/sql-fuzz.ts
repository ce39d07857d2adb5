import { readFileSync } from 'node:fs'
import { Session } from '../app/engine/session.ts'
import { formatScript } from '../app/sql/format-script.ts'
import { tokenize } from '../app/sql/lexer.ts'
import { formatMessage, isMessageCode } from '../app/sql/messages.ts'
import { parseScript } from '../app/sql/parse-script.ts'
import { printScript } from '../app/sql/print-statement.ts'
import { EXPRESSION_SAMPLES, STATEMENT_SAMPLES } from '../app/sql/testing-kit/samples.ts'
import { withoutSpans } from '../app/sql/without-spans.ts'
import { createRandom, mutate } from './sql-mutation.ts'
import { placementError, slip } from './sql-placement.ts'

// Damaged texts must neither crash nor stall the parser, and every mistake has a place inside the text. Of some
// of them what is read in spite of the damage is printed and formatted, which must not change it; some are bound
// and planned. Single known slips tell how near to the mistake the first message stands.

const HELP = `usage: sql-fuzz [--texts N] [--seed S] [--printed N] [--planned N] [--slips N] [--corpus FILE] [--misplaced]
  --texts      damaged texts to parse (default 10,000)
  --printed    of them also printed, formatted and read again (default a tenth)
  --planned    of them also bound and planned (default a hundredth)
  --slips      single known slips whose place is checked (default a tenth)
  --corpus     a JSON list of { sql, accept } to take texts from besides the samples
  --misplaced  print slips whose message stands elsewhere`
if (process.argv.includes('--help')) {
  console.log(HELP)
  process.exit(0)
}

const HANG = 1000
const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const texts = option('texts', 10_000)
const seed = option('seed', 1)
const printed = option('printed', texts / 10)
const planned = option('planned', texts / 100)
const slips = option('slips', texts / 10)
const random = createRandom(seed)
const samples = [...STATEMENT_SAMPLES, ...EXPRESSION_SAMPLES.map((text) => `SELECT ${text} FROM t`), ...corpus()]
const figures = { diagnostics: 0, crashes: 0, hangs: 0, placeless: 0, changed: 0, told: 0 }
const slowest = { milliseconds: 0, text: '' }

for (let count = 0; count < texts; count++) {
  const text = damagedText()
  const started = performance.now()
  attempt(text, () => checkMistakes(text))
  const milliseconds = performance.now() - started
  if (milliseconds > HANG) figures.hangs++
  if (milliseconds > slowest.milliseconds) Object.assign(slowest, { milliseconds, text })
  if (isChosen(count, printed)) attempt(text, () => checkPrinting(text))
  if (isChosen(count, planned)) attempt(text, () => plan(text))
}
console.log(`seed ${seed}: ${texts} texts, ${figures.diagnostics} diagnostics`)
console.log(`crashes ${figures.crashes}, hangs ${figures.hangs}, without a place ${figures.placeless}`)
console.log(`slowest ${slowest.milliseconds.toFixed(1)} ms: ${oneLine(slowest.text).slice(0, 80)}`)
console.log(`printed and formatted ${Math.ceil(printed)}: changed ${figures.changed}; planned ${Math.ceil(planned)}`)
checkPlaces()
process.exitCode = figures.crashes + figures.hangs + figures.placeless + figures.changed === 0 ? 0 : 1

function corpus(): string[] {
  const at = process.argv.indexOf('--corpus')
  if (at < 0) return []
  const entries = JSON.parse(readFileSync(process.argv[at + 1] ?? '', 'utf8')) as { sql: string; accept: boolean }[]
  return entries.filter(({ sql }) => parseScript(sql).diagnostics.length === 0).map(({ sql }) => sql)
}

function isChosen(count: number, chosen: number): boolean {
  return Math.floor(((count + 1) * chosen) / texts) > Math.floor((count * chosen) / texts)
}

function damagedText(): string {
  const parts: string[] = []
  for (let part = 0; part <= Math.floor(random() * 3); part++) {
    parts.push(mutate(samples[Math.floor(random() * samples.length)] ?? '', samples, random))
  }
  return parts.join(';\n')
}

function attempt(text: string, check: () => void): void {
  try {
    check()
  } catch (error) {
    figures.crashes++
    tell(text, error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

function checkMistakes(text: string): void {
  for (const { span, code, message, params = {} } of parseScript(text).diagnostics) {
    figures.diagnostics++
    const isInside = span.start >= 0 && span.start <= span.end && span.end <= text.length
    const blanks = formatMessage(code, {}, 'en').match(/(?<=\{)\w+(?=\})/g) ?? []
    if (isInside && isMessageCode(code) && blanks.every((blank) => blank in params)) continue
    figures.placeless++
    tell(text, `${code} has no place or no words: ${message}`)
  }
}

function checkPrinting(text: string): void {
  const { statements } = parseScript(text)
  const tree = JSON.stringify(withoutSpans(statements))
  const readsAlike = (again: string): boolean => JSON.stringify(withoutSpans(parseScript(again).statements)) === tree
  const formatted = formatScript(text)
  if (formatScript(formatted) !== formatted) change(text, `formats differently the second time:\n${formatted}`)
  else if (!readsAlike(formatted)) change(text, `formatting changed the meaning:\n${formatted}`)
  else if (!readsAlike(printScript(statements))) change(text, `reads back differently:\n${printScript(statements)}`)
}

function change(text: string, reason: string): void {
  figures.changed++
  tell(text, reason)
}

function plan(text: string): void {
  const session = new Session({ config: [], tables: new Map() })
  for (const statement of parseScript(text).statements) {
    const outcome = session.run(statement, text)
    if (outcome.kind !== 'failed') continue
    const { span, message } = outcome.diagnostic
    if (span.start >= 0 && span.end <= text.length && span.start <= span.end && message !== '') continue
    figures.placeless++
    tell(text, `placed outside the text: ${message}`)
  }
}

/** The share of first messages within one token of a known slip, by what was done. */
function checkPlaces(): void {
  const counts = new Map<string, { refused: number; near: number }>()
  for (let made = 0; made < slips; made++) {
    const text = samples[Math.floor(random() * samples.length)] ?? ''
    const other = samples[Math.floor(random() * samples.length)] ?? ''
    const known = slip(text, tokenize(other).slice(0, -1), other, random)
    const distance = known === undefined ? undefined : placementError(known)
    if (known === undefined || distance === undefined) continue
    const count = counts.get(known.kind) ?? { refused: 0, near: 0 }
    counts.set(known.kind, { refused: count.refused + 1, near: count.near + (distance <= 1 ? 1 : 0) })
    if (distance > 1 && process.argv.includes('--misplaced')) tellMisplaced(known, distance)
  }
  const all = [...counts.values()].reduce((sum, each) => ({
    refused: sum.refused + each.refused,
    near: sum.near + each.near,
  }))
  console.log(`first message within one token of a single slip: ${share(all)}`)
  for (const [kind, each] of counts) console.log(`  ${kind}: ${share(each)}`)
}

function share({ refused, near }: { refused: number; near: number }): string {
  return `${near} of ${refused} (${((100 * near) / refused).toFixed(2)} %)`
}

function tellMisplaced({ kind, text, start, end }: ReturnType<typeof slip> & object, distance: number): void {
  const [first] = parseScript(text).diagnostics
  const marked = `${text.slice(Math.max(0, start - 60), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 60)}`
  const place = first === undefined ? '' : text.slice(first.span.start, first.span.start + 30)
  console.log(`${distance} ${kind}: ${oneLine(marked)} → ${first?.message} at ${oneLine(place)}`)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function tell(text: string, reason: string): void {
  if (figures.told++ < 10) console.log(`FAILED ${reason}\n  in ${JSON.stringify(text.slice(0, 500))}`)
}
