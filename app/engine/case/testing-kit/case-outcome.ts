// What a case printed, in a form that compares with what Flink did.

export interface CaseLine {
  readonly type: string
  readonly case: string
  readonly [field: string]: unknown
}

export interface CaseOutcome {
  readonly schemas: readonly unknown[]
  readonly rows: readonly (readonly unknown[])[]
  readonly late: Readonly<Record<string, number>>
  readonly errors: readonly {
    readonly stmt: number
    readonly phase: string
    readonly class: string
    readonly message: string
  }[]
  readonly results: readonly unknown[]
  readonly watermarks?: readonly (readonly unknown[])[]
}

interface Column {
  readonly name: string
  readonly type: string
}
const named = (columns: unknown): readonly unknown[] =>
  (columns as readonly Column[]).map(({ name, type }) => [name, type])

export function collectOutcome(lines: readonly CaseLine[]): CaseOutcome {
  const of = (type: string) => lines.filter((line) => line.type === type)
  const late: Record<string, number> = {}
  for (const line of of('late'))
    late[String(line['stmt'])] = (late[String(line['stmt'])] ?? 0) + Number(line['dropped'])
  const watermarks = of('watermark').map((line) => [line['stmt'], line['sink'], line['step'], line['value']])
  return {
    schemas: of('schema').map((line) => [line['stmt'], line['sink'], named(line['columns'])]),
    rows: of('row').map((line) => [line['stmt'], line['sink'], line['step'], line['kind'], line['row']]),
    late,
    errors: of('error').map((line) => ({
      stmt: Number(line['stmt']),
      phase: String(line['phase']),
      class: String(line['class']),
      message: String(line['message']),
    })),
    results: of('result').map((line) => [line['stmt'], named(line['columns']), line['rows']]),
    ...(watermarks.length === 0 ? {} : { watermarks }),
  }
}

/** Equal outcomes have equal texts. Messages of errors do not count, their statement and phase do. */
export function outcomeText(outcome: CaseOutcome): string {
  return JSON.stringify([
    outcome.schemas,
    byStep(outcome.rows),
    outcome.watermarks === undefined ? null : byStep(outcome.watermarks),
    Object.entries(outcome.late).filter(([, dropped]) => dropped > 0),
    outcome.errors.map(({ stmt, phase }) => [stmt, phase]),
    outcome.results,
  ])
}

/** What appears in one step is a multiset. */
function byStep(rows: readonly (readonly unknown[])[]): readonly unknown[] {
  const steps = new Map<string, string[]>()
  for (const [stmt, sink, step, ...rest] of rows) {
    const key = JSON.stringify([stmt, sink, String(step)])
    const found = steps.get(key)
    if (found === undefined) steps.set(key, [JSON.stringify(rest)])
    else found.push(JSON.stringify(rest))
  }
  return [...steps].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, found]) => [key, found.sort()])
}
