import type { DuckDBConnection } from '@duckdb/node-api'
import { DuckDBInstance } from '@duckdb/node-api'
import type { EngineCase } from '../../../app/engine/case/engine-case.ts'
import type { CaseOutcome } from '../../../app/engine/case/testing-kit/case-outcome.ts'
import { tokenize } from '../../../app/sql/lexer.ts'
import { type BatchTable, batchTables } from './batch-tables.ts'

/** The answer of an independent database over all rows at once: what the changes have to add up to. */
export class BatchAnswer {
  readonly #connection: DuckDBConnection

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection
  }

  static async create(): Promise<BatchAnswer> {
    const instance = await DuckDBInstance.create(':memory:')
    return new BatchAnswer(await instance.connect())
  }

  /** 'equal', what differs, or undefined where both dialects do not mean the same or DuckDB cannot. */
  async check(
    engineCase: EngineCase,
    outcome: CaseOutcome,
  ): Promise<'equal' | { readonly differs: string } | undefined> {
    const query = engineCase.statements.at(-1) ?? ''
    if (outcome.errors.length > 0 || engineCase.final === 'none' || !meansTheSame(engineCase.statements))
      return undefined
    const tables = batchTables(engineCase)
    if (tables === undefined) return undefined
    const expected = await this.#answer(tables, engineCase.statements.filter(isView), query)
    if (expected === undefined) return undefined
    const got = foldedRows(outcome)
    // A total over no rows is one row in a batch and nothing in a stream.
    if (got === undefined || (got.length === 0 && expected.length === 1)) return undefined
    const [want, have] = [expected.map(rowText).sort(), got.map(rowText).sort()]
    if (JSON.stringify(want) === JSON.stringify(have)) return 'equal'
    return { differs: `DuckDB: ${want.join(' ').slice(0, 300)}; folded: ${have.join(' ').slice(0, 300)}` }
  }

  async #answer(
    tables: readonly BatchTable[],
    views: readonly string[],
    query: string,
  ): Promise<unknown[][] | undefined> {
    await this.#drop()
    try {
      for (const { name, columns, rows } of tables) {
        await this.#connection.run(`CREATE OR REPLACE TABLE ${name} (${columns.join(', ')})`)
        if (rows.length > 0)
          await this.#connection.run(
            `INSERT INTO ${name} VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')}`,
          )
      }
      for (const view of views) await this.#connection.run(view)
      const reader = await this.#connection.runAndReadAll(query)
      return reader.getRowsJson() as unknown[][]
    } catch {
      // Another dialect: not every query is one there.
      return undefined
    }
  }

  async #drop(): Promise<void> {
    const reader = await this.#connection.runAndReadAll(
      "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'main'",
    )
    const found = reader.getRowsJson() as unknown as readonly (readonly [string, string])[]
    for (const [name, type] of [...found].sort(([, a], [, b]) => (a < b ? 1 : -1))) {
      await this.#connection.run(`DROP ${type === 'VIEW' ? 'VIEW' : 'TABLE'} IF EXISTS "${name}" CASCADE`)
    }
  }
}

const isView = (text: string): boolean => /^CREATE (TEMPORARY )?VIEW/i.test(text)

const FUNCTIONS = new Set(
  'COUNT SUM MIN MAX COALESCE NULLIF ABS MOD IN EXISTS FILTER VALUES AND OR NOT ON WHERE BY SETS GROUPING ROLLUP CUBE SELECT FROM JOIN AS UNION ALL EXCEPT INTERSECT THEN WHEN ELSE ANY SOME DISTINCT'.split(
    ' ',
  ),
)
const UNLIKE =
  /\/|\bOVER\b|\bLIMIT\b|\bFETCH\b|SYSTEM_TIME|\bAVG\b|MATCH_RECOGNIZE|\bUNNEST\b|\bORDER BY\b|\bTIMESTAMP|\bINTERVAL\b|\bLATERAL\b|PROCTIME|\bQUALIFY\b|\bUSING\b|\bNATURAL\b|\bLIKE\b|\bSIMILAR\b|ASYMMETRIC|X'|\be0\b/i

/** Only tables, views and one query of clauses and functions that both dialects have in common. */
function meansTheSame(statements: readonly string[]): boolean {
  const query = statements.at(-1) ?? ''
  if (!/^\s*(SELECT|WITH)\b/i.test(query)) return false
  // Joins on time forget rows that are too late for them.
  if (/\bJOIN\b/i.test(query) && statements.some((text) => /\bWATERMARK\b/i.test(text))) return false
  return statements.every((text) => {
    if (/^CREATE TABLE/i.test(text)) return true
    if (text !== query && !isView(text)) return false
    if (UNLIKE.test(text)) return false
    const tokens = tokenize(text)
    return tokens.every((token, i) => {
      const word = text.slice(token.start, token.end).toUpperCase()
      const next = tokens[i + 1]
      const isCall = next !== undefined && text[next.start] === '(' && /^[A-Z_]\w*$/.test(word)
      return !isCall || FUNCTIONS.has(word) || isNameBeforeColumns(text, next.start)
    })
  })
}

/** `t (a, b)` names columns. */
const isNameBeforeColumns = (text: string, at: number): boolean => /\bAS\s+\w+\s*$/i.test(text.slice(0, at))

/** The rows that the changes leave; undefined when one is taken back that is not there. */
function foldedRows({ rows }: CaseOutcome): unknown[][] | undefined {
  const left = new Map<string, { count: number; readonly row: unknown[] }>()
  for (const [, , , kind, row] of rows) {
    const key = JSON.stringify(row)
    const entry = left.get(key) ?? { count: 0, row: row as unknown[] }
    entry.count += kind === '-U' || kind === '-D' ? -1 : 1
    left.set(key, entry)
  }
  const entries = [...left.values()]
  if (entries.some(({ count }) => count < 0)) return undefined
  return entries.flatMap(({ count, row }) => Array.from({ length: count }, () => row))
}

/** Numbers by value, however many zeros they are written with; times without a fraction of zeros. */
const rowText = (row: readonly unknown[]): string => JSON.stringify(row.map(cellText))

function cellText(cell: unknown): unknown {
  if (typeof cell === 'number') return String(cell)
  if (typeof cell !== 'string') return cell
  if (/^-?\d+(\.\d+)?$/.test(cell)) return String(Number(cell))
  return cell.replace(/(:\d\d)(?:\.0+|(\.\d*?[1-9])0*)$/, '$1$2')
}
