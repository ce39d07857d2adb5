import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseOutcome } from '../../app/engine/case/testing-kit/case-outcome.ts'
import { sameTables, sameTablesAfterEachStep } from './folded-tables.ts'
import type { Program } from './program.ts'
import type { Difference } from './verdict.ts'

/** A difference that is known, and why we keep it: a bug of Flink's, or something that it does not promise. */
interface LedgerEntry {
  readonly id: string
  readonly reason: string
  /** A regular expression that the program's statements match, joined by line breaks. */
  readonly statement: string
  /** What both sides must have in common all the same. */
  readonly needs?: 'same tables after each event' | 'same tables at the end'
  /** A regular expression for the difference's own words. */
  readonly difference?: string
}

const ENTRIES = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../conformance/ledger.json'), 'utf8'),
) as readonly LedgerEntry[]

/** The entry that explains a difference. */
export function knownDifference(
  { statements }: Program,
  flink: CaseOutcome,
  own: CaseOutcome,
  found: Difference,
): string | undefined {
  const text = statements.join('\n')
  return ENTRIES.find(
    ({ statement, needs, difference }) =>
      new RegExp(statement).test(text) &&
      (difference === undefined || new RegExp(difference).test(found.text)) &&
      (needs === undefined || (found.aspect === 'rows' && meets(needs, flink, own))),
  )?.id
}

const meets = (needs: NonNullable<LedgerEntry['needs']>, flink: CaseOutcome, own: CaseOutcome): boolean =>
  needs === 'same tables at the end' ? sameTables(flink, own) : sameTablesAfterEachStep(flink, own)
