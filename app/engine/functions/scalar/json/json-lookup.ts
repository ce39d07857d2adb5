import { decimalText } from '../../../../types/decimal.ts'
import type { LogicalType, TypeKind } from '../../../../types/logical-type.ts'
import { isBinary, isCharacter, isConstructed, isDecimal, isTimestamp } from '../../../../types/type-family.ts'
import { typeText } from '../../../../types/type-text.ts'
import type { Hybrid, Value } from '../../../../types/value.ts'
import { RunFailure } from '../../../run-failure.ts'
import type { Argument, CallClause, Inference, ScalarImplementation } from '../../declaration.ts'
import { constantText, refuseTypes, unsupportedCall } from '../../define.ts'
import { modeOf, type PathMode, parsePath } from './json-path.ts'
import { readPath } from './json-path-reader.ts'
import { JsonPathFailure } from './json-path-step.ts'
import { JsonSyntaxFailure, type JsonTree, parseJson } from './json-tree.ts'

// What JSON_VALUE, JSON_QUERY and JSON_EXISTS have in common: a document, a path, and what to do where it fails.

export type OnClause = Extract<CallClause, { kind: 'on' }>

export const onClause = (clauses: readonly CallClause[] | undefined, event: OnClause['event']): OnClause | undefined =>
  clauses?.find((c): c is OnClause => c.kind === 'on' && c.event === event)
export const returning = (clauses: readonly CallClause[] | undefined): LogicalType | undefined =>
  clauses?.find((c) => c.kind === 'returning')?.type

interface Found {
  readonly mode: PathMode
  readonly tree: JsonTree
}

/** Applies a path. In lax mode a text that is no JSON and a missing place are null; in strict mode null is a failure. */
export function find(text: string, spec: string): Found {
  const { mode, path } = modeOf(spec)
  const document = readDocument(text, mode)
  if (document === undefined) return { mode, tree: null }
  if (document === null) throw new JsonPathFailure('IllegalArgumentException', 'json object can not be null')
  const tree = readPath(document, parsePath(path), mode)
  if (tree === null && mode === 'strict') throw EMPTY_STRICT
  return { mode, tree }
}

const EMPTY_STRICT = new JsonPathFailure(
  'TableRuntimeException',
  'Strict jsonpath mode requires a non empty returned value, but is null',
)

function readDocument(text: string, mode: PathMode): JsonTree | undefined {
  try {
    return parseJson(text)
  } catch (failure) {
    if (mode === 'lax' && failure instanceof JsonSyntaxFailure) return undefined
    throw failure
  }
}

export const isJsonFailure = (error: unknown): error is Error =>
  error instanceof JsonPathFailure || error instanceof JsonSyntaxFailure

export function runFailure(error: Error): RunFailure {
  if (error instanceof JsonPathFailure) return new RunFailure(error.errorClass, error.message)
  return new RunFailure('JsonParseException', error.message)
}

/** A constant path that is not supported refuses the call before the run. */
export function inferPath(
  name: string,
  args: readonly Argument[],
  clauses: readonly CallClause[] = [],
): Inference | undefined {
  const [json, path] = args
  if (!json || !path || args.some((arg) => arg.type.kind === 'NULL')) return refuseTypes(name, args)
  // the validator looks at the path of JSON_VALUE where nothing follows it
  if (name === 'JSON_VALUE' && clauses.length === 0 && !isCharacter(path.type)) return refuseTypes(name, args)
  if (!isCharacter(path.type) && !isPrimitive(path.type) && !isBinary(path.type))
    return unsupportedCall(`${name} with a path that is no string`)
  if (hasOwnText(json.type)) return unsupportedCall(`${name} of ${typeText(json.type)}`)
  const spec = constantText(path)
  if (spec === undefined) return undefined
  try {
    parsePath(modeOf(spec).path)
  } catch (error) {
    if (error instanceof RunFailure) return unsupportedCall(error.message)
  }
  return undefined
}

/** Types that are primitive in Java, and so have no `toString`. */
const isPrimitive = ({ kind }: LogicalType): boolean => PRIMITIVES.has(kind)
const PRIMITIVES: ReadonlySet<TypeKind> = new Set([
  ...(['BOOLEAN', 'TINYINT', 'SMALLINT', 'INT', 'BIGINT', 'FLOAT', 'DOUBLE'] as const),
  ...(['DATE', 'TIME', 'INTERVAL_YEAR_MONTH', 'INTERVAL_DAY_SECOND'] as const),
])

/** Types whose `toString` may be JSON. */
const hasOwnText = (type: LogicalType): boolean =>
  !isCharacter(type) &&
  !isPrimitive(type) &&
  !isBinary(type) &&
  !isConstructed(type) &&
  !isDecimal(type) &&
  !isTimestamp(type)

/** Flink calls `toString` on whatever the document and the path are. */
export const uncompilableText = (args: readonly Argument[]): ScalarImplementation | undefined =>
  args.some((arg) => isPrimitive(arg.type))
    ? { fails: new RunFailure('CompileException', 'A method named "toString" is not declared') }
    : undefined

/** What Java makes of bytes, arrays, maps and rows names their class, and is no JSON; neither is a time stamp. */
export function documentText(json: Argument | undefined): (value: Exclude<Value, null>) => string {
  const type = json?.type
  if (type === undefined || isCharacter(type)) return (value) => value as string
  return isDecimal(type) ? (value) => decimalText(value as Hybrid, type.scale) : () => ''
}

/** Of bytes Java writes `[B@` and where they lie: no path. */
export const pathText = (path: Argument | undefined): ((value: Exclude<Value, null>) => string) =>
  path !== undefined && isCharacter(path.type) ? (value) => value as string : () => '[B'
