import type { Expectation, ExpectedRow, TestRecord } from '../records.ts'
import type { JsonValue } from './print-json.ts'
import type { Reader } from './reader.ts'

const KINDS = ['+I', '-U', '+U', '-D'] as const

/** An expected row stands on one line: its kind, then its cells. */
export function printTest({ id, name, inputs, disorder, expectations }: TestRecord): JsonValue {
  return {
    id,
    name,
    inputs: inputs.map(({ node, pack }) => ({ node, pack })),
    disorder: {
      seed: disorder.seed,
      shuffleRows: disorder.shuffleRows,
      duplicate: disorder.duplicate,
      drop: disorder.drop,
      late: { share: disorder.late.share, byRows: disorder.late.byRows },
    },
    expectations: expectations.map(({ node, mode, columns, rows }) => ({
      node,
      mode,
      columns,
      rows: rows.map(({ kind, cells }) => [kind, ...cells]),
    })),
  }
}

export function readTest(reader: Reader, flow: string): TestRecord {
  const fields = reader.object(['id', 'name', 'inputs', 'disorder', 'expectations'])
  return {
    type: 'test',
    id: fields.get('id').text(),
    flow,
    name: fields.get('name').text(),
    inputs: fields.get('inputs').list((item) => {
      const input = item.object(['node', 'pack'])
      return { node: input.get('node').text(), pack: input.get('pack').text() }
    }),
    disorder: readDisorder(fields.get('disorder')),
    expectations: fields.get('expectations').list(readExpectation),
  }
}

function readDisorder(reader: Reader): TestRecord['disorder'] {
  const fields = reader.object(['seed', 'shuffleRows', 'duplicate', 'drop', 'late'])
  const late = fields.get('late').object(['share', 'byRows'])
  return {
    seed: fields.get('seed').number(),
    shuffleRows: fields.get('shuffleRows').number(),
    duplicate: fields.get('duplicate').number(),
    drop: fields.get('drop').number(),
    late: { share: late.get('share').number(), byRows: late.get('byRows').number() },
  }
}

function readExpectation(reader: Reader): Expectation {
  const fields = reader.object(['node', 'mode', 'columns', 'rows'])
  return {
    node: fields.get('node').text(),
    mode: fields.get('mode').oneOf(['rows', 'changelog']),
    columns: fields.get('columns').list((item) => item.text()),
    rows: fields.get('rows').list(readExpectedRow),
  }
}

function readExpectedRow(reader: Reader): ExpectedRow {
  const items = reader.list((item) => item)
  const [kind, ...cells] = items
  if (kind === undefined) return reader.fail('A row begins with its kind')
  return { kind: kind.oneOf(KINDS), cells: cells.map((cell) => cell.textOrNull()) }
}
