import { needsQuotes, quoteName } from '../../../app/sql/print-name.ts'
import type { PlainKey } from '../../i18n/translate.ts'
import type { SqlTable } from './sql-scope.ts'

export interface Snippet {
  readonly title: PlainKey
  /** In the editor's language of snippets: `${1:what to type over}`. */
  readonly body: string
}

/** Whole queries to begin with, over the first node that leads here. */
export function snippetsFor(input: SqlTable | undefined): readonly Snippet[] {
  const table = escaped(written(input?.name ?? 'input'))
  const columns = input?.columns ?? []
  const time = escaped(written(columns.find(({ type }) => type.startsWith('TIMESTAMP'))?.name ?? 'ts'))
  const key = escaped(written(columns.find(({ type }) => !type.startsWith('TIMESTAMP'))?.name ?? 'id'))
  return [
    { title: 'sql.snippet.passThrough', body: `SELECT *\nFROM ${table}` },
    {
      title: 'sql.snippet.perMinute',
      body: `SELECT window_start, window_end, \${1:${key}}, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE ${table}, DESCRIPTOR(\${2:${time}}), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, \${1:${key}}`,
    },
    {
      title: 'sql.snippet.deduplicate',
      body: `SELECT *
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY \${1:${key}} ORDER BY \${2:${time}} ASC) AS rn
  FROM ${table}
)
WHERE rn = 1`,
    },
    {
      title: 'sql.snippet.total',
      body: `SELECT \${1:${key}}, COUNT(*) AS cnt\nFROM ${table}\nGROUP BY \${1:${key}}`,
    },
  ]
}

const written = (name: string): string => (needsQuotes(name) ? quoteName(name) : name)
const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&')
