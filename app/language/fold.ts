import type { Token } from '../sql/token.ts'
import type { Script } from './script.ts'

/** Lines from 0, the last one included. */
export interface Fold {
  readonly startLine: number
  readonly endLine: number
  readonly isComment: boolean
}

/** Statements, brackets and comments that go over several lines. */
export function findFolds(script: Script): readonly Fold[] {
  const lineOf = lineFinder(script.text)
  const folds = new Map<number, Fold>()
  const add = (start: number, end: number, isComment: boolean): void => {
    const fold = { startLine: lineOf(start), endLine: lineOf(end), isComment }
    const known = folds.get(fold.startLine)
    if (fold.endLine > fold.startLine && (known === undefined || known.endLine < fold.endLine))
      folds.set(fold.startLine, fold)
  }
  for (const { start, body } of script.statements) add(start + body.start, start + body.end, false)
  for (const [open, close] of bracketPairs(script.tokens)) {
    // The closing bracket stays in sight when it begins its line.
    const closeLine = lineOf(close.start)
    const isAlone = script.text.slice(script.text.lastIndexOf('\n', close.start) + 1, close.start).trim() === ''
    if (closeLine - (isAlone ? 1 : 0) > lineOf(open.start))
      add(open.start, isAlone ? lineStart(script.text, close.start) - 1 : close.start, false)
  }
  for (const run of commentRuns(script.tokens, script.text)) add(run.start, run.end, true)
  return [...folds.values()].sort((a, b) => a.startLine - b.startLine)
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

function bracketPairs(tokens: readonly Token[]): readonly (readonly [Token, Token])[] {
  const open: Token[] = []
  const pairs: [Token, Token][] = []
  for (const token of tokens) {
    if (token.key === '(') open.push(token)
    else if (token.key === ';') open.length = 0
    else if (token.key === ')') {
      const start = open.pop()
      if (start !== undefined) pairs.push([start, token])
    }
  }
  return pairs
}

/** Comments on lines that follow one another are one. */
function commentRuns(tokens: readonly Token[], text: string): readonly { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = []
  for (const [at, { kind, start, end }] of tokens.entries()) {
    if (kind !== 'comment') continue
    const last = runs.at(-1)
    const follows =
      last !== undefined && tokens[at - 1]?.kind === 'comment' && !text.slice(last.end, start).includes('\n\n')
    if (follows) last.end = trimmed(text, end)
    else runs.push({ start, end: trimmed(text, end) })
  }
  return runs
}

/** A comment of one line may hold its line's end. */
const trimmed = (text: string, end: number): number => (text.charAt(end - 1) === '\n' ? end - 1 : end)
