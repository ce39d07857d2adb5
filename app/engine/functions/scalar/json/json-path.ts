import { RunFailure } from '../../../run-failure.ts'
import { isArray, isObject, JsonNumber, type JsonTree } from './json-tree.ts'

// JSON paths in the dialect of Jayway, as far as SQL uses it; filters and sums are refused by name.

type Step =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'wildcard' | 'length' }
  | { readonly kind: 'deep'; readonly step: Step }

export interface JsonPath {
  readonly mode: 'strict' | 'lax'
  readonly steps: readonly Step[]
  /** Names one place at most. */
  readonly definite: boolean
}

/** The path leads nowhere, or is none. */
export class JsonPathFailure extends Error {
  override readonly name = 'JsonPathFailure'
  readonly errorClass: string
  constructor(errorClass: string, message: string) {
    super(message)
    this.errorClass = errorClass
  }
}

const unsupported = (what: string): RunFailure => new RunFailure('Unsupported', `JSON path: ${what}`)

const MODE = /^\s*(strict|lax)\s+([\s\S]+)$/i
const paths = new Map<string, JsonPath>()

export function parsePath(spec: string): JsonPath {
  let path = paths.get(spec)
  if (path === undefined) {
    const match = MODE.exec(spec)
    const mode = (match?.[1]?.toLowerCase() ?? 'strict') as JsonPath['mode']
    const steps = parseSteps((match?.[2] ?? spec).trim())
    const definite = steps.every((s, i) => isDefinite(s, i === steps.length - 1))
    path = { mode, steps, definite }
    if (paths.size >= 1000) paths.clear()
    paths.set(spec, path)
  }
  return path
}

/** Several names make one object, if nothing follows. */
function isDefinite(step: Step, last: boolean): boolean {
  if (step.kind === 'names') return step.names.length === 1 || last
  return step.kind === 'length' || (step.kind === 'indexes' && step.indexes.length === 1)
}

function parseSteps(text: string): readonly Step[] {
  const path = text.startsWith('$') ? text : `$.${text}`
  const steps: Step[] = []
  let at = 1
  while (at < path.length) {
    const [step, next] = readStep(path, at)
    steps.push(step)
    at = next
  }
  return steps
}

function readStep(path: string, at: number): readonly [Step, number] {
  if (path.startsWith('..', at)) {
    const [step, next] = path[at + 2] === '[' ? readBracket(path, at + 2) : readName(path, at + 2)
    return [{ kind: 'deep', step }, next]
  }
  if (path[at] === '.') return path[at + 1] === '[' ? readBracket(path, at + 1) : readName(path, at + 1)
  if (path[at] === '[') return readBracket(path, at)
  throw invalidPath(path)
}

const invalidPath = (path: string): JsonPathFailure =>
  new JsonPathFailure(
    'TableRuntimeException',
    `Illegal jsonpath spec '${path}', format of the spec should be: '<lax|strict> \${expr}'`,
  )

function readName(path: string, at: number): readonly [Step, number] {
  if (path[at] === '*') return [{ kind: 'wildcard' }, at + 1]
  const name = /^[^.[\s()]+/.exec(path.slice(at))?.[0]
  if (name === undefined) throw invalidPath(path)
  const end = at + name.length
  if (path.startsWith('()', end)) {
    if (name === 'length' || name === 'size') return [{ kind: 'length' }, end + 2]
    throw unsupported(`${name}()`)
  }
  if (path[end] === '(') throw unsupported(`${name}(…)`)
  if (path[end] === ' ') throw invalidPath(path)
  return [{ kind: 'names', names: [name] }, end]
}

function readBracket(path: string, at: number): readonly [Step, number] {
  const quoted =
    /^\[\s*((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:\s*,\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))*)\s*\]/.exec(
      path.slice(at),
    )
  if (quoted) {
    const names = [...(quoted[1] as string).matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)]
    return [
      { kind: 'names', names: names.map((m) => (m[1] ?? m[2] ?? '').replace(/\\(.)/g, '$1')) },
      at + quoted[0].length,
    ]
  }
  const plain = /^\[\s*(\*|-?\d+(?:\s*,\s*-?\d+)*|-?\d*:-?\d*)\s*\]/.exec(path.slice(at))
  if (!plain) {
    if (/^\[\s*\?/.test(path.slice(at))) throw unsupported('a filter')
    throw invalidPath(path)
  }
  const inner = plain[1] as string
  const next = at + plain[0].length
  if (inner === '*') return [{ kind: 'wildcard' }, next]
  if (inner.includes(':')) {
    const [from, to] = inner.split(':').map((n) => (n === '' ? undefined : Number(n)))
    return [{ kind: 'slice', from, to }, next]
  }
  return [{ kind: 'indexes', indexes: inner.split(',').map(Number) }, next]
}

/** What the path finds: one value of a definite path, else an array of all. Throws JsonPathFailure for a missing place. */
export function readPath(tree: JsonTree, path: JsonPath): JsonTree {
  let found: readonly JsonTree[] = [tree]
  // a place that is missing fails as long as every step before it named one place
  let definite = true
  for (const [i, step] of path.steps.entries()) {
    const upstream = definite
    const last = i === path.steps.length - 1
    found = found.flatMap((node) => applyStep(node, step, upstream && (!last || path.definite)))
    definite &&= isDefinite(step, last)
  }
  if (path.definite) {
    const [only] = found
    if (only === undefined) throw missing('the path')
    return only
  }
  return found
}

const missing = (what: string): JsonPathFailure =>
  new JsonPathFailure('PathNotFoundException', `No results for path: ${what}`)

function applyStep(node: JsonTree, step: Step, definite: boolean): readonly JsonTree[] {
  switch (step.kind) {
    case 'names':
      return namedMembers(node, step.names, definite)
    case 'indexes':
      if (!isArray(node)) {
        if (definite) throw missing(`$[${step.indexes.join(',')}]`)
        return []
      }
      return step.indexes.flatMap((index) => element(node, index))
    case 'slice':
      return isArray(node) ? node.slice(step.from, step.to) : []
    case 'wildcard':
      return isArray(node) ? node : isObject(node) ? [...node.values()] : []
    case 'length':
      if (isArray(node)) return [new JsonNumber(String(node.length), true)]
      if (isObject(node)) return [new JsonNumber(String(node.size), true)]
      return [null]
    default:
      return descendants(node).flatMap((child) => applyStep(child, step.step, false))
  }
}

function namedMembers(node: JsonTree, names: readonly string[], definite: boolean): readonly JsonTree[] {
  if (!isObject(node)) {
    if (definite) throw missing(`$['${names[0]}']`)
    return []
  }
  if (names.length > 1) return [new Map(names.filter((n) => node.has(n)).map((n) => [n, node.get(n) ?? null]))]
  const [name] = names as [string]
  if (node.has(name)) return [node.get(name) ?? null]
  if (definite) throw missing(`$['${name}']`)
  return []
}

function element(node: readonly JsonTree[], index: number): readonly JsonTree[] {
  const at = index < 0 ? node.length + index : index
  return at >= 0 && at < node.length ? [node[at] ?? null] : []
}

const descendants = (node: JsonTree): readonly JsonTree[] => [
  node,
  ...(isArray(node) ? node : isObject(node) ? [...node.values()] : []).flatMap(descendants),
]
