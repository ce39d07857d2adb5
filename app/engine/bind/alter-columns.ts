import type { ColumnElement, OtherStatement, TableElement } from '../../sql/ast-statement.ts'
import type { Span } from '../../sql/span.ts'
import { alterFailure } from './alter-failure.ts'

/** ALTER TABLE ADD: columns where they are asked to stand, a key, a watermark. */
export function addElements(
  elements: readonly TableElement[],
  added: readonly TableElement[],
): readonly TableElement[] {
  let result = [...elements]
  for (const element of added) {
    assertPlainColumn(element)
    if (element.kind === 'column') {
      if (columnAt(result, element.name.name) >= 0)
        throw alterFailure(`Column \`${element.name.name}\` already exists in the table.`, element.span)
      result = placed(result, element)
    }
  }
  for (const element of added) {
    if (element.kind === 'watermark' && result.some((e) => e.kind === 'watermark'))
      throw alterFailure('The base table has already defined the watermark strategy.', element.span)
    if (hasKey([element]) && hasKey(elements))
      throw alterFailure('The base table has already defined the primary key constraint.', element.span)
    if (element.kind !== 'column') result.push(element)
  }
  return result
}

/** ALTER TABLE MODIFY: what is there already takes a new form, and maybe a new place. */
export function modifyElements(
  elements: readonly TableElement[],
  modified: readonly TableElement[],
  statement: OtherStatement,
): readonly TableElement[] {
  let result = [...elements]
  const seen = new Set<string>()
  for (const element of modified) {
    assertPlainColumn(element)
    if (element.kind === 'column') {
      const name = element.name.name
      if (seen.has(name)) throw alterFailure(`Encounter duplicate column \`${name}\`.`, element.span)
      seen.add(name)
      result = replaced(result, element)
    } else if (element.kind === 'watermark') {
      if (!result.some((e) => e.kind === 'watermark'))
        throw alterFailure(
          'The base table does not define any watermark. You might want to add a new one.',
          element.span,
        )
      result = [...result.filter((e) => e.kind !== 'watermark'), element]
    } else {
      result = [...withoutKey(result, statement.span), element]
    }
  }
  return result
}

/** A key goes, wherever it was declared; the columns keep the NOT NULL that it gave them. */
export function withoutKey(elements: readonly TableElement[], span: Span): TableElement[] {
  if (!hasKey(elements)) throw alterFailure('The base table does not define any primary key.', span)
  return elements.filter((e) => e.kind !== 'constraint').map((e) => (e.kind === 'column' ? bareColumn(e) : e))
}

function bareColumn(column: ColumnElement): ColumnElement {
  const { constraint: _, ...rest } = column
  return rest
}

export const hasKey = (elements: readonly TableElement[]): boolean =>
  elements.some((e) => e.kind === 'constraint' || (e.kind === 'column' && e.constraint !== undefined))

export const columnAt = (elements: readonly TableElement[], name: string): number =>
  elements.findIndex((e) => e.kind === 'column' && e.name.name === name)

function assertPlainColumn(element: TableElement): void {
  if (element.kind !== 'column' || element.path === undefined) return
  const name = element.path.parts.map((p) => p.name).join('.')
  throw alterFailure(`Alter nested row type ${name} is not supported yet.`, element.span)
}

function replaced(elements: readonly TableElement[], column: ColumnElement): TableElement[] {
  const at = columnAt(elements, column.name.name)
  const present = elements[at]
  if (present?.kind !== 'column') {
    const message = `Try to modify a column \`${column.name.name}\` which does not exist in the table.`
    throw alterFailure(message, column.span)
  }
  const comment = column.comment ?? present.comment
  const constraint = column.constraint ?? present.constraint
  const next: ColumnElement = {
    ...column,
    ...(comment !== undefined && { comment }),
    ...(constraint !== undefined && { constraint }),
  }
  const kept = [...elements]
  kept[at] = unplaced(next)
  if (column.position === undefined || isAfterItself(column)) return kept
  kept.splice(at, 1)
  return placed(kept, next)
}

const isAfterItself = ({ name, position }: ColumnElement): boolean =>
  typeof position === 'object' && position.parts.at(-1)?.name === name.name

function placed(elements: readonly TableElement[], column: ColumnElement): TableElement[] {
  const { position } = column
  const result = [...elements]
  if (position === undefined) {
    result.push(unplaced(column))
  } else if (position === 'FIRST') {
    result.unshift(unplaced(column))
  } else {
    const after = position.parts.map((p) => p.name).join('.')
    const at = columnAt(elements, after)
    if (at < 0) {
      const message = `Referenced column \`${after}\` by 'AFTER' does not exist in the table.`
      throw alterFailure(message, column.span)
    }
    result.splice(at + 1, 0, unplaced(column))
  }
  return result
}

function unplaced(column: ColumnElement): ColumnElement {
  const { position: _, ...rest } = column
  return rest
}
