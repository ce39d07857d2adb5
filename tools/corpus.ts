import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Statement } from '../app/sql/ast-statement.ts'
import { COMPACT } from '../app/sql/layout.ts'
import { parseStatement } from '../app/sql/parse-script.ts'
import { printStatement } from '../app/sql/print-statement.ts'
import { withoutSpans } from '../app/sql/without-spans.ts'
import { findFlink } from './fuzz/flink/flink-home.ts'
import { FlinkProcess } from './fuzz/flink/flink-process.ts'

// Reads a JSON list of { sql, accept, group } and tells how the parser judges each statement; with
// --roundtrip also whether what it prints reads back as the same tree; with --flink also what Flink's own parser
// says where ours is at odds with the list, with --flink-all what it says of every statement. What Flink said is kept
// beside this file, by the hash of the statement: the texts are other people's.

interface CorpusEntry {
  readonly sql: string
  readonly accept: boolean
  readonly group: string
}

const [file, ...flags] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: corpus FILE [--quiet] [--roundtrip] [--flink | --flink-all]')
  process.exit(2)
}
const quiet = flags.includes('--quiet')
const roundTrip = flags.includes('--roundtrip')
const atOdds: CorpusEntry[] = []
const entries = JSON.parse(readFileSync(file, 'utf8')) as CorpusEntry[]
/** What Flink's parser throws; names and types are judged by others. */
const PARSER_EXCEPTION = /\.parser\.|SqlParserException$|CalciteException$/
const VERDICTS = new Map([
  [true, 'READS'],
  [false, 'REFUSES'],
  [undefined, 'GIVES NO ANSWER FOR'],
])
const RECORD = new URL('corpus-flink-reads.json', import.meta.url)
/** Whether Flink's parser reads a statement at odds, by hash. */
const recorded = JSON.parse(readFileSync(RECORD, 'utf8')) as Record<string, boolean>
const counts = { accepted: 0, acceptable: 0, refused: 0, refusable: 0, changed: 0, printed: 0 }
for (const entry of entries) {
  const { value, diagnostics } = parseStatement(entry.sql)
  const parsed = value !== undefined
  if (entry.accept) {
    counts.acceptable++
    if (parsed) counts.accepted++
  } else {
    counts.refusable++
    if (!parsed) counts.refused++
  }
  if (parsed !== entry.accept) {
    atOdds.push(entry)
    if (!quiet) report(entry, diagnostics[0])
  }
  if (parsed && roundTrip) checkRoundTrip(value)
}
console.log(`accepted ${counts.accepted} of ${counts.acceptable} (${percent(counts.accepted, counts.acceptable)})`)
console.log(`refused ${counts.refused} of ${counts.refusable} (${percent(counts.refused, counts.refusable)})`)
if (roundTrip) console.log(`read back unchanged ${counts.printed - counts.changed} of ${counts.printed}`)
if (flags.includes('--flink')) process.exitCode = await askFlink(atOdds)
if (flags.includes('--flink-all')) process.exitCode = await askFlink(entries)
reportRecorded(atOdds.filter(({ accept }) => accept))

function hashOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex').slice(0, 16)
}

/** The list may take for Flink SQL what Flink does not read: result tables, prose, slips of documentation. */
function reportRecorded(notRead: readonly CorpusEntry[]): void {
  const answers = notRead.map(({ sql }) => recorded[hashOf(sql)])
  const refusing = answers.filter((reads) => reads === false).length
  const reading = counts.acceptable - refusing
  console.log(
    `of the ${notRead.length} not read, Flink's own parser refuses ${refusing} (asked before; --flink asks again); ` +
      `of the other ${reading} are read ${counts.accepted} (${percent(counts.accepted, reading)})`,
  )
}

/** Compares our judgement with that of Flink's parser. Returns the exit code. */
async function askFlink(asked: readonly CorpusEntry[]): Promise<number> {
  const home = findFlink(undefined)
  if (typeof home === 'string') {
    console.error(home)
    return 3
  }
  const flink = new FlinkProcess(home)
  const answers = await flink.run(
    asked.map(({ sql }, i) => ({ id: `corpus-${i}`, family: 'corpus', statements: [sql], events: [] })),
  )
  flink.stop()
  let asWe = 0
  for (const [i, { sql }] of asked.entries()) {
    const answer = answers[i]
    const reads =
      answer?.kind === 'outcome'
        ? answer.outcome.errors.every((error) => !PARSER_EXCEPTION.test(error.class))
        : undefined
    if (reads !== undefined) recorded[hashOf(sql)] = reads
    if (reads === (parseStatement(sql).value !== undefined)) asWe++
    else console.log(`FLINK ${VERDICTS.get(reads)} ${sql.replace(/\s+/g, ' ').slice(0, 300)}`)
  }
  writeFileSync(RECORD, `${JSON.stringify(recorded, null, 2)}\n`)
  console.log(`of ${asked.length} that Flink was asked it judges ${asWe} as we do`)
  return 0
}

function report(
  { sql, accept, group }: CorpusEntry,
  first: ReturnType<typeof parseStatement>['diagnostics'][number] | undefined,
): void {
  const context = first === undefined ? '' : sql.slice(Math.max(0, first.span.start - 30), first.span.end + 20)
  console.log(`${accept ? 'NOT READ' : 'NOT REFUSED'} (${group}) ${first?.message ?? ''}: …${context}…`)
  console.log(`  ${sql.replace(/\s+/g, ' ').slice(0, 300)}`)
}

function checkRoundTrip(statement: Statement): void {
  for (const text of [printStatement(statement), printStatement(statement, COMPACT)]) {
    counts.printed++
    const again = parseStatement(text)
    if (JSON.stringify(withoutSpans(again.value)) === JSON.stringify(withoutSpans(statement))) continue
    counts.changed++
    if (!quiet) console.log(`CHANGED ${again.diagnostics[0]?.message ?? ''}\n${text}`)
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`
}
