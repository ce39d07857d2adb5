import { isDefinite, type JsonPath, type PathMode } from './json-path.ts'
import { JsonPathFailure, type JsonPathStep } from './json-path-step.ts'
import { isArray, isObject, JsonNumber, type JsonTree } from './json-tree.ts'

// What a JSON path finds in a document, as Jayway walks it.

/** One value of a definite path (in lax mode null for none), else an array of all. Throws JsonPathFailure for a missing place. */
export function readPath(tree: JsonTree, path: JsonPath, mode: PathMode): JsonTree {
  const found = new PathReader(path, mode).read(tree)
  if (path.counts) return new JsonNumber(String(found.length), true)
  if (!path.definite) return found
  if (found.length > 0) return found.at(-1) ?? null
  if (mode === 'lax') return null
  throw missing('the path')
}

const missing = (what: string): JsonPathFailure =>
  new JsonPathFailure('PathNotFoundException', `No results for path: ${what}`)

class PathReader {
  private readonly path: JsonPath
  private readonly found: JsonTree[] = []
  /** Of each step: whether a missing place below it fails. */
  private readonly fails: readonly boolean[]

  constructor(path: JsonPath, mode: PathMode) {
    this.path = path
    let definite = mode === 'strict'
    this.fails = path.steps.map((step, i) => {
      const before = definite
      definite &&= isDefinite(step, i === path.steps.length - 1)
      return before
    })
  }

  read(tree: JsonTree): readonly JsonTree[] {
    this.from(0, tree)
    return this.found
  }

  /** `place`: of the node in an array that a deep search went through. */
  private from(at: number, node: JsonTree, place?: number): void {
    const step = this.path.steps[at]
    if (step === undefined) this.found.push(node)
    else this.take(step, at, node, place)
  }

  private take(step: JsonPathStep, at: number, node: JsonTree, place: number | undefined): void {
    switch (step.kind) {
      case 'names':
        if (isObject(node)) this.members(step.names, at, node, place)
        else this.fail(at, `$['${step.names[0]}']`)
        break
      case 'indexes':
      case 'slice':
        if (!isArray(node)) this.fail(at, 'an element')
        else for (const index of placesOf(step, node.length)) this.element(at, node, index)
        break
      case 'wildcard':
        if (isObject(node)) for (const name of node.keys()) this.member(name, at, node, place)
        else if (isArray(node)) for (const item of node) this.from(at + 1, item)
        break
      case 'deep':
        this.search(at + 1, node)
        break
      case 'length':
        this.length(at, node)
        break
      default:
        throw new JsonPathFailure('InvalidPathException', `Function with name: ${step.name} does not exist.`)
    }
  }

  private fail(at: number, what: string): void {
    if (this.fails[at]) throw missing(what)
  }

  private isLast(at: number): boolean {
    return at === this.path.steps.length - 1
  }

  private members(
    names: readonly string[],
    at: number,
    node: ReadonlyMap<string, JsonTree>,
    place: number | undefined,
  ): void {
    if (names.length > 1 && this.isLast(at)) {
      this.found.push(new Map(names.filter((n) => node.has(n)).map((n) => [n, node.get(n) ?? null])))
      return
    }
    for (const name of names) {
      if (node.has(name)) this.member(name, at, node, place)
      else if (!this.isLast(at) && names.length === 1) this.fail(at, `$['${name}']`)
    }
  }

  /** Of `$..[0].a` Jayway looks at every element of an array, and drops at the end what is not of the wanted place. */
  private member(name: string, at: number, node: ReadonlyMap<string, JsonTree>, place: number | undefined): void {
    if (this.isLast(at) && place !== undefined && this.path.lastFragment !== `[${place}]`) return
    this.from(at + 1, node.get(name) ?? null)
  }

  private element(at: number, node: readonly JsonTree[], index: number): void {
    const place = index < 0 ? node.length + index : index
    if (place >= 0 && place < node.length) this.from(at + 1, node[place] ?? null)
  }

  private length(at: number, node: JsonTree): void {
    const size = isArray(node) ? node.length : isObject(node) ? node.size : undefined
    const result = size === undefined ? null : new JsonNumber(String(size), true)
    this.found.push(result)
    if (!this.isLast(at)) this.from(at + 1, result)
  }

  /** The step `at` wherever in the tree it leads to something. */
  private search(at: number, node: JsonTree): void {
    const fits = this.fits(at, node)
    if (isObject(node)) {
      if (fits) this.from(at, node)
      for (const child of node.values()) this.search(at, child)
    } else if (isArray(node)) {
      if (fits && this.isLast(at)) this.from(at, node)
      else if (fits) for (const [place, item] of node.entries()) this.from(at + 1, item, place)
      for (const child of node) this.search(at, child)
    }
  }

  private fits(at: number, node: JsonTree): boolean {
    const step = this.path.steps[at]
    switch (step?.kind) {
      case 'names':
        return isObject(node) && ((step.names.length > 1 && !this.isLast(at)) || step.names.every((n) => node.has(n)))
      case 'indexes':
      case 'slice':
        return isArray(node)
      default:
        return step?.kind === 'wildcard'
    }
  }
}

type Places = Extract<JsonPathStep, { kind: 'indexes' | 'slice' }>

/** Between two bounds a negative one still counts from the end of the array, place by place. */
function placesOf(step: Places, length: number): readonly number[] {
  if (step.kind === 'indexes') return step.indexes
  const { from, to } = step
  const fromEnd = (index: number): number => (index < 0 ? length + index : index)
  const start = from === undefined ? 0 : to === undefined ? Math.max(0, fromEnd(from)) : from
  const end = Math.min(length, to === undefined ? length : from === undefined ? fromEnd(to) : to)
  return length === 0 || start >= end ? [] : Array.from({ length: end - start }, (_, i) => start + i)
}
