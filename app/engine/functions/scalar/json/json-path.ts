import { RunFailure } from '../../../run-failure.ts'
import { compilePath } from './json-path-compiler.ts'
import { type JsonPathStep, stepFragment } from './json-path-step.ts'

// JSON paths in the dialect of Jayway, as far as SQL uses it; filters and sums are refused by name.

export interface JsonPath {
  readonly steps: readonly JsonPathStep[]
  /** Names one place at most. */
  readonly definite: boolean
  /** $..a.length(): what the path before it finds, everything in that counted. */
  readonly counts: boolean
  /** The place in an array that `$..[0].a` looks at, as Jayway writes it. */
  readonly lastFragment: string | undefined
}

export type PathMode = 'strict' | 'lax'

const MODE = /^[ \t\n\v\f\r]*(strict|lax)[ \t\n\v\f\r]+([\s\S]+)$/i

/** The mode that a path begins with, and the rest of it. */
export function modeOf(spec: string): { readonly mode: PathMode; readonly path: string } {
  const match = MODE.exec(spec)
  return match?.[2] === undefined
    ? { mode: 'strict', path: spec }
    : { mode: match[1]?.toLowerCase() as PathMode, path: match[2] }
}

const paths = new Map<string, JsonPath>()

/** Throws JsonPathFailure for what is no path, RunFailure for what is not supported. */
export function parsePath(text: string): JsonPath {
  let path = paths.get(text)
  if (path === undefined) {
    path = pathOf(compilePath(text))
    if (paths.size >= 1000) paths.clear()
    paths.set(text, path)
  }
  return path
}

function pathOf(written: readonly JsonPathStep[]): JsonPath {
  const steps = withoutFailingSearch(written)
  const counts = steps[0]?.kind === 'deep' && steps.at(-1)?.kind === 'length'
  const own = counts ? steps.slice(0, -1) : steps
  const searched = counts ? [...own, WILDCARD] : own
  assertStateless(searched, own, counts)
  const before = own.at(-2)
  return {
    steps: searched,
    definite: counts || steps.every((step, i) => isDefinite(step, i === steps.length - 1)),
    counts,
    lastFragment: before && stepFragment(before),
  }
}

/** A function behind a deep search is called with what that finds: no function is, and `..` alone finds nothing but an error. */
function withoutFailingSearch(steps: readonly JsonPathStep[]): readonly JsonPathStep[] {
  const last = steps.at(-1)
  if (steps[0]?.kind !== 'deep' || last === undefined) return steps
  if (last.kind === 'length') return steps.length === 2 ? [{ kind: 'unknown', name: 'length' }] : steps
  return last.kind === 'unknown' ? [last] : steps
}

const WILDCARD: JsonPathStep = { kind: 'wildcard' }

/**
 * Jayway remembers in a compiled path how far it went in the last array, and that decides about objects; and counting
 * changes the wildcards of the path.
 */
function assertStateless(steps: readonly JsonPathStep[], own: readonly JsonPathStep[], counts: boolean): void {
  if (counts && own.some((step) => step.kind === 'wildcard'))
    throw new RunFailure('Unsupported', 'JSON path: length() of a deep search with wildcards')
  const [last, wildcard, deep] = [steps.at(-1), steps.at(-2), steps.at(-3)]
  const isNamed = last?.kind === 'wildcard' || (last?.kind === 'names' && last.names.length === 1)
  if (isNamed && wildcard?.kind === 'wildcard' && deep?.kind === 'deep')
    throw new RunFailure('Unsupported', 'JSON path: ..* followed by a last step')
  const inner = steps.findIndex((step) => step.kind === 'length' || step.kind === 'unknown')
  if (steps[0]?.kind === 'deep' && inner >= 0)
    throw new RunFailure('Unsupported', 'JSON path: a function within a deep search')
}

/** Several names make one object, if nothing follows. */
export function isDefinite(step: JsonPathStep, last: boolean): boolean {
  if (step.kind === 'names') return step.names.length === 1 || last
  if (step.kind === 'indexes') return step.indexes.length === 1
  return step.kind === 'length' || step.kind === 'unknown'
}
