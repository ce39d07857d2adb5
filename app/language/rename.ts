import { needsQuotes, quoteName } from '../sql/print-name.ts'
import type { Span } from '../sql/span.ts'
import { placesOf } from './define.ts'
import { findOccurrence } from './find-occurrence.ts'
import type { Name } from './names.ts'
import { bindOnly } from './run-statement.ts'
import { Script } from './script.ts'
import { ScriptNames } from './script-names.ts'
import type { Bilingual } from './suggestion.ts'

export interface TextEdit {
  readonly span: Span
  readonly text: string
}

export type Renaming =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly why: Bilingual }

/** The name at a place if it can be changed: what is selected first, and the text to begin with. */
export function prepareRename(
  script: Script,
  names: ScriptNames,
  offset: number,
): { readonly span: Span; readonly text: string } | undefined {
  const found = findOccurrence(script, names, offset)
  if (found === undefined || found.occurrence.name.definition === undefined) return undefined
  const { statement, occurrence } = found
  const span = { start: occurrence.span.start + statement.start, end: occurrence.span.end + statement.start }
  return { span, text: occurrence.name.text }
}

/**
 * Gives the thing at a place another name wherever it is named. Refused where the script would then mean
 * something else: the new script is read, and must name the same things at the same places.
 */
export function rename(script: Script, names: ScriptNames, offset: number, text: string): Renaming {
  const found = findOccurrence(script, names, offset)
  if (found?.occurrence.name.definition === undefined) return refused(NOT_A_NAME)
  if (text === '') return refused(EMPTY)
  const sought = alsoMeant(found.occurrence.name, names)
  if (sought.some((name) => names.everywhere(name).some(({ occurrence }) => occurrence.isBound === true)))
    return refused(NATURAL)
  const written = needsQuotes(text) ? quoteName(text) : text
  const edits = placesOf(sought, names).map(({ statement, span }) => ({
    span: { start: span.start + statement, end: span.end + statement },
    text: written,
  }))
  return keepsMeaning(script, edits, offset) ? { ok: true, edits } : refused(TAKEN)
}

const refused = (why: Bilingual): Renaming => ({ ok: false, why })

const NOT_A_NAME: Bilingual = { en: 'There is no name here that the script gives.', zh: '此处没有脚本所定义的名称。' }
const EMPTY: Bilingual = { en: 'A name cannot be empty.', zh: '名称不能为空。' }
const TAKEN: Bilingual = {
  en: 'With this name the script would mean something else: it is taken.',
  zh: '该名称已被使用：改名后脚本的含义会改变。',
}
const NATURAL: Bilingual = {
  en: 'A NATURAL JOIN goes by this name; write the condition out first.',
  zh: 'NATURAL JOIN 依赖此名称；请先写出连接条件。',
}

/** USING (id) names a column of each side: they change together. */
function alsoMeant(name: Name, names: ScriptNames): readonly Name[] {
  const meant: Name[] = [name]
  for (const each of meant) {
    for (const { statement, occurrence } of names.everywhere(each)) {
      for (const other of names.of(statement).found) {
        const isHere = other.span.start === occurrence.span.start && other.span.end === occurrence.span.end
        if (isHere && other.name.definition !== undefined && !meant.includes(other.name)) meant.push(other.name)
      }
    }
  }
  return meant
}

function keepsMeaning(script: Script, edits: readonly TextEdit[], offset: number): boolean {
  const changed = new Script(bindOnly)
  changed.setText(applyEdits(script.text, edits))
  const before = new Script(bindOnly)
  before.setText(script.text)
  if (changed.diagnostics.length > before.diagnostics.length) return false
  const names = new ScriptNames(changed)
  const moved = (at: number): number =>
    edits.reduce((to, { span, text }) => (span.start < at ? to + text.length - (span.end - span.start) : to), at)
  const first = edits.find(({ span }) => span.start <= offset && offset <= span.end)
  if (first === undefined) return false
  const found = findOccurrence(changed, names, moved(first.span.start))
  if (found === undefined) return false
  const places = placesOf(alsoMeant(found.occurrence.name, names), names).map(
    ({ statement, span }) => statement + span.start,
  )
  const expected = edits.map(({ span }) => moved(span.start))
  return places.length === expected.length && places.every((place, at) => place === expected[at])
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let at = 0
  for (const { span, text: inserted } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(at, span.start) + inserted
    at = span.end
  }
  return result + text.slice(at)
}
