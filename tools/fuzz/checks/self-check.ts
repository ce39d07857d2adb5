import type { CaseEvent, EngineCase } from '../../../app/engine/case/engine-case.ts'
import { type CaseOutcome, outcomeText } from '../../../app/engine/case/testing-kit/case-outcome.ts'
import type { Disorder } from '../../../app/engine/runtime/disorder.ts'
import { reversed } from '../../../app/engine/runtime/testing-kit/reversed.ts'
import { Dice } from '../dice.ts'
import { runEngineCase } from '../own-engine.ts'

/** A promise that the engine broke on a case, or undefined. */
export type SelfCheck = (engineCase: EngineCase, outcome: CaseOutcome) => string | undefined

/** All checks that need nothing but the engine. */
export function selfCheck(engineCase: EngineCase, outcome: CaseOutcome): readonly string[] {
  return [orderOfTables, strangersBetween, sameAgain, otherWayRound, retractions].flatMap(
    (check) => check(engineCase, outcome) ?? [],
  )
}

/** In which order tables are registered changes nothing; those before the first other statement trade places. */
const orderOfTables: SelfCheck = (engineCase, outcome) => {
  const { statements, events } = engineCase
  const other = statements.findIndex((text) => !isPlainTable(text))
  const first = statements.slice(0, Math.max(0, other))
  // The first definition that fails ends the case: there the order shows.
  if (first.length < 2 || outcome.errors.some(({ stmt }) => Number(stmt) < first.length)) return undefined
  const shuffled = [...new Dice(events.length).shuffled(first), ...statements.slice(other)]
  return changed('with its tables registered in another order', outcome, { ...engineCase, statements: shuffled })
}

/** A table of its own columns: nothing has to be there before it. */
const isPlainTable = (text: string): boolean =>
  /^\s*CREATE TABLE \w+\s*\(/i.test(text) && !/\)\s*(LIKE|AS)\b/i.test(text.replace(/'[^']*'/g, ''))

/** Events of a table that nobody reads cut the input into other pieces, and change nothing but the numbers of the steps. */
const strangersBetween: SelfCheck = (engineCase, outcome) => {
  const dice = new Dice(engineCase.events.length + 1)
  const events: CaseEvent[] = []
  const places: string[] = []
  for (const event of engineCase.events) {
    for (let count = dice.below(3); count > 0; count--) events.push({ t: 'nobody', row: [] })
    places.push(String(events.length))
    events.push(event)
  }
  const moved = withSteps(outcome, (step) => places[Number(step)] ?? step)
  return changed('with events of other tables between its own', moved, { ...engineCase, events })
}

function withSteps(outcome: CaseOutcome, change: (step: string) => string): CaseOutcome {
  const moved = (rows: readonly (readonly unknown[])[]) =>
    rows.map(([statement, sink, step, ...rest]) => [statement, sink, change(String(step)), ...rest])
  return {
    ...outcome,
    rows: moved(outcome.rows),
    ...(outcome.watermarks && { watermarks: moved(outcome.watermarks) }),
  }
}

/**
 * Timers of one time and entries of maps come in any order, unless the plan asks for Flink's. How much comes before a
 * failure is left to them.
 */
const otherWayRound: SelfCheck = (engineCase, outcome) =>
  outcome.errors.some(({ phase }) => phase === 'run')
    ? undefined
    : changed('with timers and maps the other way round', outcome, engineCase, reversed)

/** The same once more: no state is left from run to run. */
const sameAgain: SelfCheck = (engineCase, outcome) => changed('the second time', outcome, engineCase)

function changed(how: string, expected: CaseOutcome, engineCase: EngineCase, disorder?: Disorder): string | undefined {
  const got = runEngineCase(engineCase, disorder)
  return outcomeText(got) === outcomeText(expected) ? undefined : `another outcome ${how}`
}

/**
 * A row is taken back only after it came. Flink itself breaks this where the input takes back what never
 * came, where a filter lets only half of an update through, and with upserts; there nothing is said.
 */
const retractions: SelfCheck = ({ statements, events, tables }, outcome) => {
  const text = statements.join('\n')
  const opaque =
    /HAVING|upsert|jdbc|QUALIFY|cdc-events|SYSTEM_TIME|\bWHERE\b[\s\S]*\bSELECT\b|\)\s*(AS\s+)?\w*\s*WHERE/i
  if (opaque.test(text) || Object.keys(tables).length > 0 || takesBack(changesOf(events)) !== undefined)
    return undefined
  const wrong = takesBack(outcome.rows.map(([statement, sink, , kind, row]) => [kind, [statement, sink, row]] as const))
  return wrong && `takes back what is not there: ${wrong}`
}

const changesOf = (events: readonly CaseEvent[]) =>
  events.filter(({ row }) => row !== undefined).map(({ t, kind, row }) => [kind, [t, row]] as const)

/** The first row that goes without having come. */
function takesBack(changes: readonly (readonly [unknown, unknown])[]): string | undefined {
  const counts = new Map<string, number>()
  for (const [kind, row] of changes) {
    const key = JSON.stringify(row)
    const count = (counts.get(key) ?? 0) + (kind === '-U' || kind === '-D' ? -1 : 1)
    if (count < 0) return key
    counts.set(key, count)
  }
  return undefined
}
