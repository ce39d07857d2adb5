import { needsQuotes, quoteName } from '../sql/print-name.ts'
import type { Token } from '../sql/token.ts'
import { typeText } from '../types/type-text.ts'
import { enclosingBracket } from './enclosing-call.ts'
import { functionDoc } from './function-docs.ts'
import { resolveRelationName } from './resolve-from.ts'
import type { Script } from './script.ts'
import type { ScriptNames } from './script-names.ts'
import type { ScriptStatement } from './script-statement.ts'
import type { Bilingual } from './suggestion.ts'
import { isName } from './written-scope.ts'
import { writtenStatement } from './written-statement.ts'

export interface Signature {
  readonly label: string
  /** Stretches of the label. */
  readonly parameters: readonly (readonly [start: number, end: number])[]
}
export interface SignatureHelp {
  readonly signatures: readonly Signature[]
  /** Which of them fits what is written. */
  readonly active: number
  readonly argument: number
  readonly text?: Bilingual
}

/** The form of the call around a place, and the argument that stands there. */
export function signatureHelp(script: Script, names: ScriptNames, offset: number): SignatureHelp | undefined {
  const written = writtenStatement(script, offset)
  if (written === undefined || written.inside?.kind === 'comment') return undefined
  let before = written.tokens.filter(({ start }) => start < written.offset)
  if (written.inside?.kind === 'string') before = before.filter((token) => token !== written.inside)
  for (;;) {
    const bracket = enclosingBracket(before)
    if (bracket === undefined || bracket.inside.some(({ key }) => key === 'SELECT')) return undefined
    const { opener, argument } = bracket
    const doc = opener === undefined || opener.kind !== 'word' ? undefined : functionDoc(opener.key)
    if (doc !== undefined) {
      const signatures = doc.signatures.map(signatureOf)
      const fitting = signatures.findIndex(({ parameters }) => parameters.length > argument)
      const active = Math.max(0, fitting)
      const last = (signatures[active]?.parameters.length ?? 1) - 1
      return { signatures, active, argument: Math.min(argument, Math.max(0, last)), text: doc.summary }
    }
    const target = opener?.key === 'VALUES' || opener?.key === ',' ? insertTarget(written.tokens) : undefined
    if (target !== undefined) return rowHelp(target, argument, written.statement, names)
    before = before.slice(0, before.indexOf(bracket.bracket))
  }
}

/** `ROUND(number[, digits])`: its parameters are what stands between the commas. */
function signatureOf(label: string): Signature {
  const open = label.indexOf('(')
  const close = label.lastIndexOf(')')
  if (open < 0 || close < open) return { label, parameters: [] }
  const parameters: [number, number][] = []
  let start = open + 1
  let depth = 0
  for (let at = open + 1; at <= close; at++) {
    const char = label.charAt(at)
    if (at === close || (char === ',' && depth === 0)) {
      const own = label.slice(start, at)
      const from = start + own.length - own.replace(/^[\s[]+/, '').length
      const to = start + own.replace(/[\s\][]+$/, '').length
      if (to > from) parameters.push([from, to])
      start = at + 1
    } else if (char === '(') depth++
    else if (char === ')') depth--
  }
  return { label, parameters }
}

/** The table that INSERT INTO … VALUES writes to, and the columns that it lists. */
function insertTarget(
  tokens: readonly Token[],
): { readonly name: Token; readonly columns: readonly Token[] } | undefined {
  const into = tokens.findIndex(({ key }, at) => key === 'INTO' && tokens[at - 1]?.key === 'INSERT')
  const name = tokens[into + 1]
  if (into < 0 || !isName(name)) return undefined
  const close = tokens[into + 2]?.key === '(' ? tokens.findIndex(({ key }, at) => at > into && key === ')') : -1
  return { name, columns: close < 0 ? [] : tokens.slice(into + 3, close).filter(isName) }
}

function rowHelp(
  { name, columns }: { readonly name: Token; readonly columns: readonly Token[] },
  argument: number,
  statement: ScriptStatement,
  names: ScriptNames,
): SignatureHelp | undefined {
  const { value, start, end } = name
  const span = { start, end }
  const identifier = { name: value, quoted: name.kind === 'quoted-identifier', span }
  const relation = resolveRelationName({ parts: [identifier], span }, names.resolving(statement, []))
  if (relation === undefined) return undefined
  const chosen =
    columns.length === 0
      ? relation.columns
      : columns.flatMap((column) => relation.columns.find(({ text }) => text === column.value) ?? [])
  let label = `${value} (`
  const parameters: [number, number][] = []
  for (const { text, type } of chosen) {
    const known = type()
    const shown = needsQuotes(text) ? quoteName(text) : text
    const part = known === undefined ? shown : `${shown} ${typeText(known)}`
    if (parameters.length > 0) label += ', '
    parameters.push([label.length, label.length + part.length])
    label += part
  }
  return { signatures: [{ label: `${label})`, parameters }], active: 0, argument }
}
