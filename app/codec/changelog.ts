import type { RowField } from '../types/logical-type.ts'
import { DELETE, INSERT, type RowKind, UPDATE_AFTER, UPDATE_BEFORE } from '../types/row-kind.ts'
import type { Value } from '../types/value.ts'
import type { DecodeOptions } from './decode-options.ts'
import { type RecordDecoder, recordDecoder } from './decode-record.ts'
import { MAX_PROBLEMS, type RowProblem } from './decoded-rows.ts'
import { isJsonArray, isJsonObject, type JsonNode, type JsonObject } from './json/json-node.ts'
import { ndjsonObjects } from './ndjson.ts'
import type { TextChunk } from './text-chunks.ts'

// Messages of change data capture, one a line, as Flink's debezium-json and canal-json read them.

export interface Change {
  readonly kind: RowKind
  readonly row: readonly Value[]
}
export interface DecodedMessages {
  /** The changes of each message, in order. */
  readonly messages: readonly (readonly Change[])[]
  readonly problems: readonly RowProblem[]
}
export type ChangelogFormat = 'debezium-json' | 'canal-json'

export function decodeChangelog(
  format: ChangelogFormat,
  text: string,
  fields: readonly RowField[],
  options: DecodeOptions,
): DecodedMessages {
  return changelogDecoder(format, fields, options)({ text, line: 1 })
}

/** Decodes a file chunk by chunk. */
export function changelogDecoder(
  format: ChangelogFormat,
  fields: readonly RowField[],
  options: DecodeOptions,
): (chunk: TextChunk) => DecodedMessages {
  let problems: RowProblem[] = []
  const report = (problem: RowProblem): void => {
    if (problems.length < MAX_PROBLEMS && !options.ignoreErrors) problems.push(problem)
  }
  const reader: MessageReader = { decode: recordDecoder(fields, options, report), report }
  const read = format === 'debezium-json' ? readDebezium : readCanal
  return ({ text, line: firstLine }) => {
    const messages: (readonly Change[])[] = []
    problems = []
    for (const { line, object } of ndjsonObjects(text, report, firstLine)) messages.push(read(object, line, reader))
    return { messages, problems }
  }
}

interface MessageReader {
  readonly decode: RecordDecoder
  readonly report: (problem: RowProblem) => void
}

function change(kind: RowKind, node: JsonObject, line: number, { decode }: MessageReader): readonly Change[] {
  const row = decode((name) => node.get(name), line)
  return row === undefined ? [] : [{ kind, row }]
}

function refuse(line: number, message: string, { report }: MessageReader): readonly Change[] {
  report({ severity: 'error', line, code: 'pack.bad-change', message })
  return []
}

function readDebezium(message: JsonObject, line: number, reader: MessageReader): readonly Change[] {
  const op = message.get('op')
  const side = (name: 'before' | 'after', kind: RowKind): readonly Change[] => {
    const node = message.get(name) ?? null
    if (isJsonObject(node)) return change(kind, node, line, reader)
    return refuse(line, `The "${name}" field of a message with "op" ${JSON.stringify(op)} is null`, reader)
  }
  switch (op) {
    case 'c':
    case 'r':
      return side('after', INSERT)
    case 'u':
      return [...side('before', UPDATE_BEFORE), ...side('after', UPDATE_AFTER)]
    case 'd':
      return side('before', DELETE)
    default:
      return refuse(line, 'Unknown "op" value: c, r, u and d are known', reader)
  }
}

const objects = (node: JsonNode | undefined): readonly JsonObject[] =>
  node !== undefined && isJsonArray(node) ? node.filter(isJsonObject) : []

function readCanal(message: JsonObject, line: number, reader: MessageReader): readonly Change[] {
  const type = message.get('type')
  if (type === 'CREATE') return []
  const data = message.get('data') ?? null
  if (!isJsonArray(data)) return refuse(line, 'The "data" field is no list', reader)
  const rows = data.filter(isJsonObject)
  switch (type) {
    case 'INSERT':
      return rows.flatMap((row) => change(INSERT, row, line, reader))
    case 'DELETE':
      return rows.flatMap((row) => change(DELETE, row, line, reader))
    case 'UPDATE': {
      // "old" holds only what has changed.
      const olds = objects(message.get('old'))
      return rows.flatMap((row, at) => [
        ...change(UPDATE_BEFORE, new Map([...row, ...(olds[at] ?? [])]), line, reader),
        ...change(UPDATE_AFTER, row, line, reader),
      ])
    }
    default:
      return refuse(line, 'Unknown "type" value: INSERT, UPDATE, DELETE and CREATE are known', reader)
  }
}
