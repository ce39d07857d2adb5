import type { CaseEvent } from '../../../app/engine/case/engine-case.ts'
import type { Json } from '../../../app/types/json-form.ts'
import type { Program } from '../program.ts'
import { shrinkStatement } from './shrink-statement.ts'

/** Programs that are a little smaller than this one, the boldest first. */
export function* shrinkProgram(program: Program): Iterable<Program> {
  yield* fewerStatements(program)
  yield* fewerEvents(program)
  yield* fewerSettings(program)
  yield* fewerColumns(program)
  for (const at of [...program.statements.keys()].reverse()) {
    for (const text of shrinkStatement(program.statements[at] ?? '')) {
      yield { ...program, statements: program.statements.map((old, i) => (i === at ? text : old)) }
    }
  }
  yield* plainerCells(program)
}

function* fewerStatements(program: Program): Iterable<Program> {
  for (const at of program.statements.keys()) {
    const statements = program.statements.filter((_, i) => i !== at)
    const names = new Set(statements.flatMap((text) => /^CREATE TABLE (\w+)/.exec(text)?.[1] ?? []))
    yield { ...program, statements, events: program.events.filter(({ t }) => t !== undefined && names.has(t)) }
  }
}

/** Halves, quarters and so on of the events, an update's two rows together. */
function* fewerEvents(program: Program): Iterable<Program> {
  const units = unitsOf(program.events)
  for (let size = Math.ceil(units.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < units.length; from += size) {
      yield { ...program, events: units.filter((_, i) => i < from || i >= from + size).flat() }
    }
  }
}

function unitsOf(events: readonly CaseEvent[]): readonly (readonly CaseEvent[])[] {
  const units: CaseEvent[][] = []
  for (const [i, event] of events.entries()) {
    if (event.kind === '+U' && events[i - 1]?.kind === '-U') units.at(-1)?.push(event)
    else units.push([event])
  }
  return units
}

function* fewerSettings(program: Program): Iterable<Program> {
  const { watermarks, final, config, ...rest } = program
  const set = { ...(watermarks && { watermarks }), ...(final && { final }) }
  if (watermarks) yield { ...rest, ...(final && { final }), ...(config && { config }) }
  if (final) yield { ...rest, ...(watermarks && { watermarks }), ...(config && { config }) }
  if (config) yield { ...rest, ...set }
}

/** Without a column in the DDL and its cell in every row. */
function* fewerColumns(program: Program): Iterable<Program> {
  for (const [at, text] of program.statements.entries()) {
    const [, table, body = ''] = /^CREATE TABLE (\w+) \((.*)\) WITH \(/s.exec(text) ?? []
    const columns = body.split(/, (?![^(<]*[)>])/)
    for (const [i, column] of columns.entries()) {
      if (/^(WATERMARK|PRIMARY)/.test(column) || columns.length === 1 || / AS /.test(column)) continue
      const statement = text.replace(body, columns.filter((_, other) => other !== i).join(', '))
      yield {
        ...program,
        statements: program.statements.map((old, other) => (other === at ? statement : old)),
        events: program.events.map((event) =>
          event.t === table && Array.isArray(event.row) ? { ...event, row: dropped(event.row, i) } : event,
        ),
      }
    }
  }
}

const dropped = (row: readonly Json[], at: number): Json => row.filter((_, i) => i !== at) as Json

/** One cell of one row, made 1 where it is another number: what stays is what matters. */
function* plainerCells(program: Program): Iterable<Program> {
  for (const [at, event] of program.events.entries()) {
    if (!Array.isArray(event.row)) continue
    for (const [i, cell] of (event.row as readonly Json[]).entries()) {
      if (typeof cell !== 'number' || cell === 1) continue
      const row = (event.row as readonly Json[]).map((one, other) => (other === i ? 1 : one)) as Json
      yield { ...program, events: program.events.map((one, other) => (other === at ? { ...one, row } : one)) }
    }
  }
}
