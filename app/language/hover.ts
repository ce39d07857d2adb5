import type { CatalogEntry } from '../engine/catalog/catalog.ts'
import { printExpr } from '../sql/print-expr.ts'
import { needsQuotes, quoteName } from '../sql/print-name.ts'
import type { Span } from '../sql/span.ts'
import { typeText } from '../types/type-text.ts'
import { type FoundOccurrence, findOccurrence } from './find-occurrence.ts'
import { type FunctionDoc, functionDoc } from './function-docs.ts'
import type { NamedColumn, NameKind } from './names.ts'
import { optionPlace } from './option-place.ts'
import type { Script } from './script.ts'
import type { ScriptNames } from './script-names.ts'
import type { Bilingual } from './suggestion.ts'
import { writtenStatement } from './written-statement.ts'

/** What is known of the thing at a place. */
export interface Hover {
  readonly span: Span
  /** As SQL. */
  readonly code: string
  readonly text?: Bilingual
}

export function hover(script: Script, names: ScriptNames, offset: number): Hover | undefined {
  const found = findOccurrence(script, names, offset)
  if (found !== undefined) return describe(script, found)
  return functionHover(script, offset) ?? optionHover(script, offset)
}

function describe(script: Script, { statement, occurrence }: FoundOccurrence): Hover | undefined {
  const { name, relation } = occurrence
  const span = { start: occurrence.span.start + statement.start, end: occurrence.span.end + statement.start }
  const type = occurrence.type()
  if (name.kind === 'function') {
    const doc = functionDoc(name.text)
    if (doc === undefined) return undefined
    const result = type === undefined ? '' : ` → ${typeText(type)}`
    return { span, ...functionText(doc, result) }
  }
  if (relation === undefined) {
    const shown = type === undefined ? written(name.text) : `${written(name.text)} ${typeText(type)}`
    return { span, code: shown, text: KINDS[name.kind] }
  }
  const state = script.stateBefore(undefined)
  const entry =
    relation.path === undefined
      ? undefined
      : state.catalog.find(relation.path as CatalogEntry['path'] & [string, string, string])
  const code = relationText(name.kind, name.text, relation.columns, entry)
  return { span, code, text: KINDS[name.kind] }
}

const KINDS: Readonly<Record<NameKind, Bilingual>> = {
  table: { en: 'Table', zh: '表' },
  view: { en: 'View', zh: '视图' },
  'common-table': { en: 'Table of a WITH clause', zh: 'WITH 子句中的表' },
  alias: { en: 'Alias', zh: '别名' },
  column: { en: 'Column', zh: '列' },
  field: { en: 'Field of a row', zh: 'ROW 的字段' },
  window: { en: 'Named window', zh: '命名窗口' },
  variable: { en: 'Pattern variable', zh: '模式变量' },
  function: { en: 'Function', zh: '函数' },
}

const written = (text: string): string => (needsQuotes(text) ? quoteName(text) : text)

/** The columns with their types, the key and the watermark of a table. */
function relationText(
  kind: NameKind,
  text: string,
  columns: readonly NamedColumn[],
  entry: CatalogEntry | undefined,
): string {
  const lines = columns.map((column) => {
    const type = column.type()
    return type === undefined ? written(column.text) : `${written(column.text)} ${typeText(type)}`
  })
  if (entry?.kind === 'table') {
    const key = entry.primaryKey.flatMap((at) => entry.columns[at]?.name ?? [])
    if (key.length > 0) lines.push(`PRIMARY KEY (${key.map(written).join(', ')}) NOT ENFORCED`)
    const watermark = entry.definition.elements.find((element) => element.kind === 'watermark')
    if (watermark !== undefined) {
      const column = watermark.column.parts.map((part) => written(part.name)).join('.')
      lines.push(`WATERMARK FOR ${column} AS ${printExpr(watermark.expr)}`)
    }
  }
  const word = kind === 'table' ? 'TABLE ' : kind === 'view' ? 'VIEW ' : ''
  const connector = entry?.kind === 'table' ? entry.options.get('connector') : undefined
  const tail = connector === undefined ? '' : ` WITH ('connector' = '${connector}', …)`
  return lines.length === 0
    ? `${word}${written(text)}`
    : `${word}${written(text)} (\n  ${lines.join(',\n  ')}\n)${tail}`
}

function functionHover(script: Script, offset: number): Hover | undefined {
  const at = script.tokens.findIndex(({ kind, start, end }) => kind === 'word' && start <= offset && offset <= end)
  const token = script.tokens[at]
  const doc = token && functionDoc(token.key)
  if (token === undefined || doc === undefined) return undefined
  const isCalled = script.tokens[at + 1]?.key === '(' || doc.signatures.includes(doc.name)
  return isCalled ? { span: { start: token.start, end: token.end }, ...functionText(doc, '') } : undefined
}

const functionText = ({ signatures, summary, example, isRefused }: FunctionDoc, result: string) => {
  const [first = '', ...others] = signatures
  const refused = isRefused ? REFUSED : { en: '', zh: '' }
  return {
    code: [`${first}${result}`, ...others, `-- ${example}`].join('\n'),
    text: { en: summary.en + refused.en, zh: summary.zh + refused.zh },
  }
}

const REFUSED: Bilingual = {
  en: ' Not in the local engine yet.',
  zh: '本地引擎尚不支持。',
}

function optionHover(script: Script, offset: number): Hover | undefined {
  const statement = writtenStatement(script, offset)
  const inside = statement?.inside
  if (statement === undefined || inside?.kind !== 'string') return undefined
  const before = statement.tokens.filter(({ end }) => end <= inside.start)
  const place = optionPlace(before, inside, statement.offset, statement.tokens)
  const option = place?.options.find(({ key }) => key === (place.key ?? inside.value))
  if (option === undefined) return undefined
  const span = { start: inside.start + statement.statement.start, end: inside.end + statement.statement.start }
  return { span, code: `'${option.key}' = '${option.takes}'`, text: option.summary }
}
