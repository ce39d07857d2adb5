import type { CaseOutcome } from '../../app/engine/case/testing-kit/case-outcome.ts'

type Row = readonly unknown[]

/** What the change rows of each sink add up to, as texts that compare. */
export function foldedTables(rows: readonly Row[]): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, Map<string, number>>()
  for (const [statement, sink, , kind, row] of rows) {
    const name = `${statement} ${sink}`
    const table = tables.get(name) ?? new Map<string, number>()
    tables.set(name, table)
    const text = JSON.stringify(row)
    const count = (table.get(text) ?? 0) + (kind === '-D' || kind === '-U' ? -1 : 1)
    if (count === 0) table.delete(text)
    else table.set(text, count)
  }
  return new Map([...tables].map(([name, table]) => [name, [...table].map(([row, count]) => `${count} ${row}`).sort()]))
}

const tablesText = (rows: readonly Row[]): string =>
  JSON.stringify([...foldedTables(rows)].filter(([, table]) => table.length > 0).sort())

/** Whether both changelogs end in the same tables. */
export const sameTables = (a: CaseOutcome, b: CaseOutcome): boolean => tablesText(a.rows) === tablesText(b.rows)

/** Whether both are the same tables after every event: only the way inside of an event differs. */
export function sameTablesAfterEachStep(a: CaseOutcome, b: CaseOutcome): boolean {
  const steps = new Set([...a.rows, ...b.rows].map(([statement, , step]) => JSON.stringify([statement, step])))
  const changes = (outcome: CaseOutcome, step: string): string =>
    tablesText(outcome.rows.filter(([statement, , at]) => JSON.stringify([statement, at]) === step))
  return [...steps].every((step) => changes(a, step) === changes(b, step))
}
