import { type CaseOutcome, outcomeText } from '../../app/engine/case/testing-kit/case-outcome.ts'

/** The feature that we refuse a program for, or undefined. */
export function refusedFeature(own: CaseOutcome): string | undefined {
  const refusal = own.errors.find((error) => error.class === 'Unsupported')
  // a mistake in a CREATE TABLE may leave rows that are none of its columns' types
  if (own.errors.some((error) => error.message.includes('is not a value of'))) return 'rows of another type'
  return refusal?.message.replace(/ \(line \d+, column \d+\)$/, '')
}

const sameOutcome = (a: CaseOutcome, b: CaseOutcome): boolean => outcomeText(a) === outcomeText(b)

/** A part of the outcome in which two of them differ; the first of these that does. */
export interface Difference {
  readonly aspect: 'error' | 'schema' | 'rows' | 'late' | 'watermarks' | 'results'
  readonly text: string
}

export function differenceOf(flink: CaseOutcome, own: CaseOutcome): Difference | undefined {
  const theirsAtStart = atStart(flink, own)
  if (sameOutcome(theirsAtStart, own)) return undefined
  return differenceIn(theirsAtStart, own)
}

/**
 * A statement that reads no table has its rows at the start. In Flink its job runs beside the events, and which of
 * them its rows seem to follow is a race: there the steps are not compared.
 */
function atStart(flink: CaseOutcome, own: CaseOutcome): CaseOutcome {
  const steps = new Map<unknown, boolean>()
  for (const [statement, , step] of [...own.rows, ...(own.watermarks ?? [])])
    steps.set(statement, step === 'start' && steps.get(statement) !== false)
  const moved = (rows: CaseOutcome['rows']) =>
    rows.map(([statement, sink, step, ...rest]) => [
      statement,
      sink,
      steps.get(statement) === true ? 'start' : step,
      ...rest,
    ])
  const { rows, watermarks } = flink
  return { ...flink, rows: moved(rows), ...(watermarks && { watermarks: moved(watermarks) }) }
}

function differenceIn(flink: CaseOutcome, own: CaseOutcome): Difference | undefined {
  const phases = (outcome: CaseOutcome) =>
    outcome.errors.map(({ stmt, phase }) => `${phase} of statement ${stmt}`).join()
  const words = (outcome: CaseOutcome) => (outcome.errors[0]?.message ?? 'no error').slice(0, 240)
  if (phases(flink) !== phases(own)) {
    return {
      aspect: 'error',
      text: `Flink: ${phases(flink) || 'runs'}: ${words(flink)}; we: ${phases(own) || 'run'}: ${words(own)}`,
    }
  }
  const parts: readonly [Difference['aspect'], (outcome: CaseOutcome) => unknown][] = [
    ['schema', ({ schemas }) => schemas],
    ['results', ({ results }) => results],
    ['rows', ({ rows }) => rowTexts(rows)],
    ['late', ({ late }) => late],
    ['watermarks', ({ watermarks }) => rowTexts(watermarks ?? [])],
  ]
  for (const [aspect, part] of parts) {
    const [theirs, ours] = [part(flink), part(own)]
    if (JSON.stringify(theirs) === JSON.stringify(ours)) continue
    return { aspect, text: `Flink: ${onlyIn(theirs, ours)}; we: ${onlyIn(ours, theirs)}` }
  }
  return { aspect: 'rows', text: 'the outcomes differ' }
}

const rowTexts = (rows: readonly (readonly unknown[])[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).sort()

/** What one side has and the other lacks, short. */
function onlyIn(mine: unknown, other: unknown): string {
  if (!Array.isArray(mine) || !Array.isArray(other)) return JSON.stringify(mine)
  const left = other.map((item) => JSON.stringify(item))
  const extra = mine.filter((item) => {
    const at = left.indexOf(JSON.stringify(item))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  return `${extra
    .slice(0, 6)
    .map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
    .join(' ')}${extra.length > 6 ? ' …' : ''}`
}
