import { COMPACT } from '../../../app/sql/layout.ts'
import { parseStatement } from '../../../app/sql/parse-script.ts'
import { printStatement } from '../../../app/sql/print-statement.ts'

type Statement = Parameters<typeof printStatement>[0]
type Node = { readonly [key: string]: unknown }

/**
 * The same statement with one thing less: an element of a list, an optional part, or a node with one of
 * its own parts in its place. Works on the tree without knowing its kinds; what does not print as a
 * statement is left out.
 */
export function* shrinkStatement(text: string): Iterable<string> {
  const tree = parseStatement(text).value
  if (tree === undefined) return
  for (const smaller of shrinkNode(tree as unknown as Node)) {
    const printed = tryPrint(smaller)
    if (printed !== undefined && printed.length < text.length && parseStatement(printed).value !== undefined)
      yield printed
  }
}

function tryPrint(tree: unknown): string | undefined {
  try {
    return printStatement(tree as Statement, COMPACT)
  } catch {
    // The tree lacked what its kind needs.
    return undefined
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Large pieces first: a node's own parts before what lies deeper. */
function* shrinkNode(node: Node): Iterable<unknown> {
  for (const part of partsOf(node)) yield part
  for (const [key, value] of Object.entries(node)) {
    if (key === 'kind' || key === 'span') continue
    if (Array.isArray(value)) yield* shrinkList(node, key, value)
    else if (isNode(value)) {
      yield without(node, key)
      for (const smaller of shrinkNode(value)) yield { ...node, [key]: smaller }
    } else if (value === true) yield { ...node, [key]: false }
    else if (typeof value === 'string' && key !== 'text') yield without(node, key)
  }
}

function* shrinkList(node: Node, key: string, list: readonly unknown[]): Iterable<unknown> {
  const replaced = (changed: readonly unknown[]): unknown => ({ ...node, [key]: changed })
  if (list.length > 1) yield replaced(list.slice(0, 1))
  for (const at of list.keys()) yield replaced(list.filter((_, i) => i !== at))
  for (const [at, element] of list.entries()) {
    if (!isNode(element)) continue
    for (const smaller of shrinkNode(element)) yield replaced(list.map((one, i) => (i === at ? smaller : one)))
  }
}

/** Nodes right below, which may stand where their parent stood: an operand for its operation, a table for a join. */
function partsOf(node: Node): readonly Node[] {
  if (!('kind' in node)) return []
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter((value): value is Node => isNode(value) && 'kind' in value)
}

const without = (node: Node, key: string): Node =>
  Object.fromEntries(Object.entries(node).filter(([name]) => name !== key))
