import { readFileSync } from 'node:fs'
import { parseStatement } from '../app/sql/parse-script.ts'

// Reads a JSON list of { sql, accept, group } and tells how the parser judges each statement.

interface CorpusEntry {
  readonly sql: string
  readonly accept: boolean
  readonly group: string
}

const [file, ...flags] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: corpus FILE [--quiet]')
  process.exit(2)
}
const quiet = flags.includes('--quiet')
const entries = JSON.parse(readFileSync(file, 'utf8')) as CorpusEntry[]
const counts = { accepted: 0, acceptable: 0, refused: 0, refusable: 0 }
for (const { sql, accept, group } of entries) {
  const { value, diagnostics } = parseStatement(sql)
  const parsed = value !== undefined
  if (accept) {
    counts.acceptable++
    if (parsed) counts.accepted++
  } else {
    counts.refusable++
    if (!parsed) counts.refused++
  }
  if (parsed === accept || quiet) continue
  const [first] = diagnostics
  const place =
    first === undefined
      ? ''
      : `${first.message}: …${sql.slice(Math.max(0, first.span.start - 30), first.span.end + 20)}…`
  console.log(`${accept ? 'NOT READ' : 'NOT REFUSED'} (${group}) ${place}\n  ${sql.replace(/\s+/g, ' ').slice(0, 300)}`)
}
const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`)
console.log(`accepted ${counts.accepted} of ${counts.acceptable} (${percent(counts.accepted, counts.acceptable)})`)
console.log(`refused ${counts.refused} of ${counts.refusable} (${percent(counts.refused, counts.refusable)})`)
