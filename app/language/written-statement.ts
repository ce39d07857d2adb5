import type { Token } from '../sql/token.ts'
import type { Script } from './script.ts'
import type { ScriptStatement } from './script-statement.ts'

/** Words that hardly ever begin a line but as the beginning of a statement. */
const STARTERS: ReadonlySet<string> = new Set(['CREATE', 'INSERT', 'DROP', 'ALTER', 'EXECUTE', 'SET', 'RESET', 'USE'])

/** The statement that an author stands in, cut off from what follows it without a semicolon. Places count from the statement. */
export interface WrittenStatement {
  readonly statement: ScriptStatement
  readonly offset: number
  /** Without comments. */
  readonly tokens: readonly Token[]
  /** Where its text ends at the latest. */
  readonly end: number
  /** Comments, texts and whatever else the offset may stand in. */
  readonly inside: Token | undefined
}

/** Undefined where a new statement begins. */
export function writtenStatement(script: Script, offset: number): WrittenStatement | undefined {
  const statement = script.statementAt(offset)
  if (statement === undefined) return undefined
  const at = offset - statement.start
  const all = statement.tokens
  const inside = all.find((token) => standsIn(token, at))
  const words = all.filter(({ kind }) => kind !== 'comment' && kind !== 'end')
  const last = words.at(-1)
  const isBehind = last === undefined || (last.key === ';' && at >= last.end)
  if (isBehind && inside === undefined) return undefined
  const starts = words.filter((token, index) => index === 0 || beginsLine(statement.text, token))
  const from = starts.findLast(({ start }) => start <= at)
  const to = starts.find(({ start }) => start > at)
  const tokens = words.filter(
    ({ start }) => (from === undefined || start >= from.start) && (to === undefined || start < to.start),
  )
  return { statement, offset: at, tokens, end: to?.start ?? statement.text.length, inside }
}

export const standsIn = (token: Token, at: number): boolean =>
  token.start < at && (at < token.end || (at === token.end && isOpen(token)))

/** A comment at the end of a line, and texts without their closing quote, go on behind their last character. */
const isOpen = ({ kind, mistake }: Token): boolean =>
  kind === 'comment' || mistake === 'unterminated-string' || mistake === 'unterminated-identifier'

function beginsLine(text: string, { key, start }: Token): boolean {
  if (!STARTERS.has(key)) return false
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === ''
}
