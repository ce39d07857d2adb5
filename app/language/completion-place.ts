import { isReserved, NILADIC } from '../sql/keyword.ts'
import type { Token } from '../sql/token.ts'
import { type EnclosingBracket, enclosingBracket } from './enclosing-call.ts'
import { clauseAt, type QueryBlock } from './query-blocks.ts'
import { isName } from './written-scope.ts'

/** What can be written at a place, before one looks at names. */
export type CompletionPlace =
  | { readonly kind: 'nothing' }
  /** Behind `a.` or `a.b.`: the names before the dot. */
  | { readonly kind: 'member'; readonly path: readonly Token[] }
  | { readonly kind: 'relation'; readonly only?: 'table' | 'view' }
  | { readonly kind: 'operand'; readonly clause: string }
  | { readonly kind: 'after'; readonly clause: string }
  | { readonly kind: 'type' }
  | { readonly kind: 'unit'; readonly ofInterval: boolean }
  | { readonly kind: 'element' }
  | { readonly kind: 'column-end' }
  /** Columns of the table that is being made. */
  | { readonly kind: 'own-columns' }
  | { readonly kind: 'target-columns'; readonly target: readonly Token[] }
  | { readonly kind: 'descriptor'; readonly table: Token | undefined }
  | { readonly kind: 'table-argument' }
  | { readonly kind: 'table-function' }
  /** What the grammar waits for. */
  | { readonly kind: 'grammar' }

/** Reserved words that are values. */
const VALUES: ReadonlySet<string> = new Set(['NULL', 'TRUE', 'FALSE', 'END', 'UNKNOWN', ...NILADIC])
const TABLE_VERBS: ReadonlySet<string> = new Set(['DESCRIBE', 'DESC', 'LIKE'])
const WINDOW_FUNCTIONS: ReadonlySet<string> = new Set(['TUMBLE', 'HOP', 'CUMULATE', 'SESSION'])
const JOIN_WORDS: ReadonlySet<string> = new Set(['FROM', 'JOIN', ','])

/** `before`: the statement's tokens up to the word that is being written. */
export function completionPlace(before: readonly Token[], block: QueryBlock | undefined): CompletionPlace {
  const last = before.at(-1)
  const bracket = enclosingBracket(before)
  if (last === undefined) return { kind: 'grammar' }
  if (last.key === '.') return { kind: 'member', path: pathBefore(before) }
  if (last.kind === 'number' || endsWith(before, 'AS', 'OF'))
    return { kind: last.kind === 'number' ? 'after' : 'operand', clause: clauseOf(before, block) }
  if (isCast(before, bracket)) return { kind: 'type' }
  const own = definitionPlace(before, bracket) ?? relationPlace(before, bracket, block)
  if (own !== undefined) return own
  if (last.kind === 'string') {
    const interval = before.findLast(({ key }) => key === 'INTERVAL')
    if (interval !== undefined && before.at(-2) === interval) return { kind: 'unit', ofInterval: true }
  }
  if (block === undefined && bracket === undefined) return { kind: 'grammar' }
  const clause = clauseOf(before, block)
  if (last.key === 'AS') return { kind: 'nothing' }
  if (isUnitPlace(bracket)) return { kind: 'unit', ofInterval: false }
  return { kind: endsOperand(last, before) ? 'after' : 'operand', clause }
}

/** Whether a value or a name has just ended. */
export function endsOperand(last: Token, before: readonly Token[]): boolean {
  if (last.key === ')' || last.key === ']') return true
  if (last.key === '*')
    return before.at(-2)?.key === 'SELECT' || before.at(-2)?.key === '.' || before.at(-2)?.key === ','
  if (last.kind === 'word') return !isReserved(last.key) || VALUES.has(last.key)
  return last.kind !== 'operator'
}

/** The clause that counts: in FROM behind ON the condition. */
function clauseOf(before: readonly Token[], block: QueryBlock | undefined): string {
  const at = before.at(-1)?.end ?? 0
  const clause = block === undefined ? undefined : clauseAt(block, at)
  if (clause?.key !== 'FROM') return clause?.key ?? ''
  const turn = outside(before, clause.start).findLast(
    ({ key }) => JOIN_WORDS.has(key) || key === 'ON' || key === 'USING',
  )
  return turn?.key === 'ON' ? 'ON' : 'FROM'
}

/** The tokens from `start` on that stand in no bracket which is closed again. */
function outside(before: readonly Token[], start: number): readonly Token[] {
  const found: Token[] = []
  let depth = 0
  for (const token of before) {
    if (token.start < start) continue
    if (token.key === '(') depth++
    if (depth === 0) found.push(token)
    if (token.key === ')') depth--
  }
  return found
}

function relationPlace(
  before: readonly Token[],
  bracket: EnclosingBracket | undefined,
  block: QueryBlock | undefined,
): CompletionPlace | undefined {
  const [last, previous] = [before.at(-1)?.key ?? '', before.at(-2)?.key ?? '']
  const opener = bracket?.opener?.key ?? ''
  if (opener === 'TABLE' && last === '(') return { kind: 'table-function' }
  if (opener === 'DESCRIPTOR') return { kind: 'descriptor', table: tableArgument(before) }
  if (WINDOW_FUNCTIONS.has(opener) && (last === '(' || (last === '>' && previous === '=')))
    return { kind: 'table-argument' }
  if (last === 'INTO' || (last === 'TABLE' && bracket !== undefined))
    return { kind: 'relation', ...(last === 'INTO' ? { only: 'table' } : {}) }
  const isList = last === ',' && clauseOf(before, block) === 'FROM' && bracketIsBlocks(bracket, block)
  if (last === 'JOIN' || isList || (last === 'FROM' && bracketIsBlocks(bracket, block))) return { kind: 'relation' }
  const [first] = before
  if (first?.key === 'INSERT' && bracket !== undefined && block === undefined) {
    const into = before.findIndex(({ key }) => key === 'INTO')
    const target = before.slice(into + 1, before.indexOf(bracket.bracket)).filter(isName)
    if (
      into > 0 &&
      before.indexOf(bracket.bracket) === into + 1 + (target.length * 2 - 1) &&
      (last === '(' || last === ',')
    )
      return { kind: 'target-columns', target }
  }
  if (block !== undefined || bracket !== undefined) return undefined
  if (TABLE_VERBS.has(last)) return { kind: 'relation' }
  if (
    (first?.key === 'DROP' || first?.key === 'ALTER' || first?.key === 'SHOW') &&
    (last === 'TABLE' || last === 'VIEW')
  )
    return { kind: 'relation', only: last === 'TABLE' ? 'table' : 'view' }
  return undefined
}

/** Whether the brackets around a place are those around its query, so that a comma stands between its relations. */
const bracketIsBlocks = (bracket: EnclosingBracket | undefined, block: QueryBlock | undefined): boolean =>
  bracket === undefined || (block !== undefined && bracket.bracket.start < block.start)

function tableArgument(before: readonly Token[]): Token | undefined {
  const at = before.findLastIndex(({ key }) => key === 'TABLE')
  const name = before[at + 1]
  return at >= 0 && isName(name) ? name : undefined
}

/** CREATE TABLE t ( … ): elements, and what belongs to them. */
function definitionPlace(before: readonly Token[], bracket: EnclosingBracket | undefined): CompletionPlace | undefined {
  if (!createsTable(before)) return undefined
  const open = before.findIndex(({ key }) => key === '(')
  if (open < 0 || bracket === undefined) return undefined
  const opener = bracket.opener?.key ?? ''
  if (opener === 'KEY' || opener === 'BY' || opener === 'HASH') return { kind: 'own-columns' }
  const element = before.slice(Math.max(open, lastComma(before, open)) + 1)
  const [first, second] = element
  if (bracket.bracket === before[open]) {
    if (first === undefined) return { kind: 'element' }
    if (first.key === 'WATERMARK') {
      if (element.length === 2) return { kind: 'own-columns' }
      if (!element.some(({ key }) => key === 'AS')) return { kind: 'grammar' }
      return { kind: endsOperand(before.at(-1) as Token, before) ? 'nothing' : 'own-columns' }
    }
    if (first.key === 'PRIMARY' || first.key === 'CONSTRAINT') return { kind: 'grammar' }
    if (second === undefined) return { kind: 'type' }
    if (second.key === 'AS')
      return endsOperand(before.at(-1) as Token, before) ? { kind: 'after', clause: '' } : { kind: 'own-columns' }
    return { kind: 'column-end' }
  }
  return element.some(({ key }) => key === 'AS') ? { kind: 'own-columns' } : undefined
}

const createsTable = (before: readonly Token[]): boolean => {
  const [first] = before
  return first?.key === 'CREATE' && before.slice(1, 5).some(({ key }) => key === 'TABLE')
}

/** The last comma directly inside the bracket at `open`. */
function lastComma(before: readonly Token[], open: number): number {
  let depth = 0
  let found = -1
  for (let at = open + 1; at < before.length; at++) {
    const key = before[at]?.key
    if (key === '(' || key === '<') depth++
    else if (key === ')' || key === '>') depth--
    else if (key === ',' && depth === 0) found = at
  }
  return found
}

const isCast = (before: readonly Token[], bracket: EnclosingBracket | undefined): boolean =>
  before.at(-1)?.key === 'AS' && (bracket?.opener?.key === 'CAST' || bracket?.opener?.key === 'TRY_CAST')

const UNIT_CALLS: ReadonlySet<string> = new Set(['EXTRACT', 'TIMESTAMPADD', 'TIMESTAMPDIFF'])

const isUnitPlace = (bracket: EnclosingBracket | undefined): boolean =>
  (bracket !== undefined && bracket.inside.length === 0 && UNIT_CALLS.has(bracket.opener?.key ?? '')) ||
  (bracket?.inside.at(-1)?.key === 'TO' && (bracket.opener?.key === 'FLOOR' || bracket.opener?.key === 'CEIL'))

function pathBefore(before: readonly Token[]): readonly Token[] {
  const path: Token[] = []
  for (let at = before.length - 1; before[at]?.key === '.'; at -= 2) {
    const name = before[at - 1]
    if (name?.kind !== 'word' && name?.kind !== 'quoted-identifier') break
    path.unshift(name)
  }
  return path
}

const endsWith = (before: readonly Token[], ...keys: readonly string[]): boolean =>
  keys.every((key, at) => before.at(at - keys.length)?.key === key)
