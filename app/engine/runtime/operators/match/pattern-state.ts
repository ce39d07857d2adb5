import { NO_VARIABLE } from './run.ts'

/** One variable of a pattern and how often it may stand in a row. */
export interface PatternElement {
  readonly min: number
  /** Absent: without end. */
  readonly max?: number
  /** Takes as many rows as it can. Flink's `?` and `{n}` never do. */
  readonly greedy: boolean
}

/**
 * A state of the automaton: waits for a row of `variable`. A row that it takes leads to `target`; with
 * `proceed` the pattern may go on without one.
 */
export interface PatternState {
  readonly variable: number
  readonly final: boolean
  readonly target: PatternState
  readonly proceed: PatternState | undefined
  /** A greedy variable before it: while rows are that variable's, nothing leads out of this state. */
  readonly barredBy: number | undefined
  /** Only states that may be left out lie between here and the end. */
  readonly mayEnd: boolean
}

interface OpenState extends PatternState {
  target: PatternState
  barredBy: number | undefined
}

/** The states of a pattern; answers the first one. */
export function compilePattern(elements: readonly PatternElement[]): PatternState {
  let next = finalState()
  for (let variable = elements.length - 1; variable >= 0; variable--) {
    const element = elements[variable] as PatternElement
    if (element.greedy) next.barredBy = variable
    next = compileElement(element, variable, next)
  }
  return next
}

const finalState = (): OpenState =>
  selfTargeting({ variable: NO_VARIABLE, final: true, proceed: undefined, barredBy: undefined, mayEnd: true })

function compileElement({ min, max }: PatternElement, variable: number, next: PatternState): OpenState {
  const open = (proceed: PatternState | undefined): Omit<PatternState, 'target'> => {
    return { variable, final: false, proceed, barredBy: undefined, mayEnd: proceed?.mayEnd ?? false }
  }
  const required = Math.max(1, min)
  let target = next
  if (max === undefined) target = selfTargeting(open(next))
  else for (let i = required; i < max; i++) target = { ...open(next), target }
  for (let i = 1; i < required; i++) target = { ...open(undefined), target }
  return { ...open(min === 0 ? next : undefined), target }
}

function selfTargeting(state: Omit<PatternState, 'target'>): OpenState {
  const open = { ...state } as OpenState
  open.target = open
  return open
}
