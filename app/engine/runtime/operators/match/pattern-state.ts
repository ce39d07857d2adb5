import { NO_VARIABLE } from './matched-row.ts'

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
 * `proceed` the pattern may go on without one, and a greedy state does so only for rows it would not take.
 */
export interface PatternState {
  readonly variable: number
  readonly greedy: boolean
  readonly final: boolean
  readonly target: PatternState
  readonly proceed: PatternState | undefined
  /** Arriving here is already a match, because all that follows may be left out. */
  readonly completes: boolean
}

interface OpenState extends PatternState {
  target: PatternState
}

/** The states of a pattern; answers the first one. */
export function compilePattern(elements: readonly PatternElement[]): PatternState {
  let next = finalState()
  for (let variable = elements.length - 1; variable >= 0; variable--)
    next = compileElement(elements[variable] as PatternElement, variable, next)
  return next
}

function finalState(): PatternState {
  const state = { variable: NO_VARIABLE, greedy: false, final: true, proceed: undefined, completes: false }
  return selfTargeting(state)
}

function compileElement(element: PatternElement, variable: number, next: PatternState): PatternState {
  const { min, max, greedy } = element
  const single = (target: PatternState, proceed: PatternState | undefined): PatternState => ({
    variable,
    greedy,
    final: false,
    target,
    proceed,
    completes: completes(greedy, proceed),
  })
  const required = Math.max(1, min)
  let target = next
  if (max === undefined) {
    const rest = { variable, greedy, final: false, proceed: next, completes: completes(greedy, next) }
    target = selfTargeting(rest)
  } else for (let i = required; i < max; i++) target = single(target, next)
  for (let i = 1; i < required; i++) target = single(target, undefined)
  return single(target, min === 0 ? next : undefined)
}

const completes = (greedy: boolean, proceed: PatternState | undefined): boolean =>
  !greedy && proceed !== undefined && (proceed.final || proceed.completes)

function selfTargeting(state: Omit<PatternState, 'target'>): PatternState {
  const open = { ...state } as OpenState
  open.target = open
  return open
}
