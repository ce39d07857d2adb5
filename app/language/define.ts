import type { Span } from '../sql/span.ts'
import { findOccurrence } from './find-occurrence.ts'
import type { Name } from './names.ts'
import type { Script } from './script.ts'
import type { ScriptNames } from './script-names.ts'

export interface Reference {
  readonly span: Span
  readonly isDefinition: boolean
}

/** Where the name at a place is introduced. */
export function define(script: Script, names: ScriptNames, offset: number): Span | undefined {
  const definition = findOccurrence(script, names, offset)?.occurrence.name.definition
  if (definition === undefined || !script.statements.includes(definition.statement)) return undefined
  const { start } = definition.statement
  return { start: definition.span.start + start, end: definition.span.end + start }
}

/** Every place where the thing at a place is named, in the order of the script. */
export function findReferences(script: Script, names: ScriptNames, offset: number): readonly Reference[] {
  const found = findOccurrence(script, names, offset)
  if (found === undefined || found.occurrence.name.definition === undefined) return []
  return placesOf([found.occurrence.name], names).map(({ statement, span, isDefinition }) => ({
    span: { start: span.start + statement, end: span.end + statement },
    isDefinition,
  }))
}

interface Place {
  /** Where the statement stands. */
  readonly statement: number
  readonly span: Span
  readonly isDefinition: boolean
}

/** Each place once, although USING names two columns with one word. */
export function placesOf(sought: readonly Name[], names: ScriptNames): readonly Place[] {
  const places = new Map<number, Place>()
  for (const name of sought)
    for (const { statement, occurrence } of names.everywhere(name)) {
      const { span, isDefinition, isBound } = occurrence
      if (isBound !== true) places.set(statement.start + span.start, { statement: statement.start, span, isDefinition })
    }
  return [...places.values()].sort((a, b) => a.statement + a.span.start - (b.statement + b.span.start))
}
