import type { RowField } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import type { DecodeOptions } from '../decode-options.ts'
import { recordDecoder } from '../decode-record.ts'
import type { RowProblem } from '../decoded-rows.ts'
import { ndjsonObjects } from '../ndjson.ts'

export interface ReadRows {
  readonly rows: readonly (readonly Value[])[]
  readonly lines: readonly number[]
  readonly problems: readonly RowProblem[]
}

/** Every line by way of a tree: slow, and what all other ways are held to. */
export function readByTree(text: string, fields: readonly RowField[], options: DecodeOptions): ReadRows {
  const problems: RowProblem[] = []
  const [rows, lines]: [(readonly Value[])[], number[]] = [[], []]
  const report = (problem: RowProblem): void => {
    problems.push(problem)
  }
  const decode = recordDecoder(fields, options, report)
  for (const { line, object } of ndjsonObjects(text, options.ignoreErrors ? () => undefined : report)) {
    const row = decode((name) => object.get(name), line)
    if (row === undefined) continue
    rows.push(row)
    lines.push(line)
  }
  return { rows, lines, problems }
}
