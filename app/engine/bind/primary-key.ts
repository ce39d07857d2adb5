import type { ConstraintElement, TableElement } from '../../sql/ast-statement.ts'
import { type SqlError, sqlError } from '../../sql/diagnostic.ts'

/**
 * The columns of PRIMARY KEY … NOT ENFORCED, by name; empty without one. `own` are the elements of the
 * statement itself; the others come with LIKE, and a key cannot make those NOT NULL.
 */
export function primaryKeyOf(elements: readonly TableElement[], own: ReadonlySet<TableElement>): readonly string[] {
  const constraints = elements.flatMap((e): readonly ConstraintElement[] => {
    if (e.kind === 'constraint') return [e]
    return e.kind === 'column' && e.constraint !== undefined ? [columnConstraint(e.name, e.constraint)] : []
  })
  for (const constraint of constraints) assertAllowed(constraint)
  const [key, second] = constraints
  if (key === undefined) return []
  if (second !== undefined) throw refuse(second, 'Duplicate primary key definition')
  const names = key.columns.map((c) => c.name)
  const repeated = names.filter((n, i) => names.indexOf(n) !== i)
  if (repeated.length > 0) {
    const message = `Invalid primary key 'PK_${names.join('_')}'. A primary key must not contain duplicate columns. Found: [${repeated.join(', ')}]`
    throw refuse(key, message)
  }
  for (const name of names) assertColumn(name, elements, key, own)
  return names
}

/** `id INT PRIMARY KEY NOT ENFORCED` names no column of its own. */
const columnConstraint = (name: ConstraintElement['columns'][number], c: ConstraintElement): ConstraintElement =>
  c.columns.length > 0 ? c : { ...c, columns: [name] }

function assertAllowed(constraint: ConstraintElement): void {
  if (constraint.type === 'UNIQUE') throw refuse(constraint, 'UNIQUE constraint is not supported yet')
  if (constraint.enforced === 'NOT ENFORCED') return
  throw refuse(
    constraint,
    "Flink doesn't support ENFORCED mode for PRIMARY KEY constraint. ENFORCED/NOT ENFORCED controls if the constraint checks are performed on the incoming/outgoing data. Flink does not own the data therefore the only supported mode is the NOT ENFORCED mode",
  )
}

function assertColumn(
  name: string,
  elements: readonly TableElement[],
  key: ConstraintElement,
  own: ReadonlySet<TableElement>,
): void {
  const column = elements.find((e) => e.kind === 'column' && e.name.name === name)
  if (column?.kind !== 'column') throw refuse(key, `Primary key column '${name}' is not defined in the schema`)
  if (column.form !== 'physical') {
    const why = 'A PRIMARY KEY constraint must be declared on physical columns.'
    throw refuse(key, `Could not create a PRIMARY KEY with column '${name}'. ${why}`)
  }
  if (own.has(key) && !own.has(column) && column.type?.nullable !== false) {
    throw refuse(key, `Invalid primary key 'PK_${name}'. Column '${name}' is nullable.`)
  }
}

const refuse = (at: ConstraintElement, message: string): SqlError => sqlError('parse', 'primary-key', message, at.span)
