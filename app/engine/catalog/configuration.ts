import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { changedOptions } from './option-effects.ts'
import { unreadable } from './option-values.ts'

// Session options that change what a statement means. SET accepts any key and any value; a bad value
// fails the first query that reads it.

const ENUMS = {
  'table.exec.sink.upsert-materialize': ['UpsertMaterialize', 'NONE', 'AUTO', 'FORCE'],
  'table.exec.sink.not-null-enforcer': ['NotNullEnforcer', 'ERROR', 'DROP'],
  'table.exec.sink.type-length-enforcer': ['TypeLengthEnforcer', 'IGNORE', 'TRIM_PAD', 'ERROR'],
  'table.exec.legacy-cast-behaviour': ['LegacyCastBehaviour', 'ENABLED', 'DISABLED'],
} as const

export interface PlanConfiguration {
  readonly zone: string
  readonly legacyCast: boolean
  readonly upsertMaterialize: 'NONE' | 'AUTO' | 'FORCE'
  readonly notNullEnforcer: 'ERROR' | 'DROP'
  readonly typeLengthEnforcer: 'IGNORE' | 'TRIM_PAD' | 'ERROR'
  /** All options as they were set, for what only some plans read. */
  readonly options: ReadonlyMap<string, string>
}

export function planConfiguration(config: ReadonlyMap<string, string>, span: Span): PlanConfiguration {
  assertReadable(config, span)
  return {
    legacyCast: enumValue('table.exec.legacy-cast-behaviour', 'DISABLED', config, span) === 'ENABLED',
    zone: config.get('table.local-time-zone') ?? 'UTC',
    upsertMaterialize: enumValue('table.exec.sink.upsert-materialize', 'AUTO', config, span),
    notNullEnforcer: enumValue('table.exec.sink.not-null-enforcer', 'ERROR', config, span),
    typeLengthEnforcer: enumValue('table.exec.sink.type-length-enforcer', 'IGNORE', config, span),
    options: config,
  }
}

/** Whether casts fail by NULL; a bad value is told when the plan is made. */
export const isLegacyCast = (config: ReadonlyMap<string, string>): boolean =>
  config.get('table.exec.legacy-cast-behaviour')?.toUpperCase() === 'ENABLED'

/** Refuses by name what would change the answers of any job. */
export function assertSupportedConfiguration(config: ReadonlyMap<string, string>, span: Span): void {
  const changed = changedOptions(config, 'refused')
  const refused = changed.find(({ key, value }) => unreadable(key, value) === undefined)
  if (refused !== undefined) throw unsupported(`${refused.key} = ${refused.value}`, span)
}

/** A bad value fails when the plan is made, behind the schema. */
function assertReadable(config: ReadonlyMap<string, string>, span: Span): void {
  for (const [key, value] of config) {
    const message = unreadable(key, value)
    if (message !== undefined) throw sqlError('plan', 'bad-option', message, span)
  }
}

/** Changelog sources may repeat events, so they are normalized by their primary key. */
export const cdcEventsDuplicate = (config: ReadonlyMap<string, string>, span: Span): boolean =>
  booleanOption('table.exec.source.cdc-events-duplicate', config, span)

type EnumKey = keyof typeof ENUMS
type EnumValue<K extends EnumKey> = Exclude<(typeof ENUMS)[K][number], (typeof ENUMS)[K][0]>

function enumValue<K extends EnumKey>(
  key: K,
  otherwise: EnumValue<K>,
  config: ReadonlyMap<string, string>,
  span: Span,
): EnumValue<K> {
  const text = config.get(key)
  if (text === undefined) return otherwise
  const [name, ...allowed] = ENUMS[key]
  const found = (allowed as readonly string[]).find((v) => v === text.toUpperCase().replaceAll('-', '_'))
  if (found !== undefined) return found as EnumValue<K>
  const enumClass = `org.apache.flink.table.api.config.ExecutionConfigOptions$${name}`
  const message = `Could not parse value for enum ${enumClass}. Expected one of: [[${allowed.join(', ')}]]`
  throw sqlError('plan', 'bad-option', message, span)
}

export function booleanOption(key: string, config: ReadonlyMap<string, string>, span: Span): boolean {
  const text = config.get(key)?.toUpperCase() ?? 'FALSE'
  if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE'
  throw sqlError(
    'plan',
    'bad-option',
    `Unrecognized option for boolean: ${text}. Expected either true or false(case insensitive)`,
    span,
  )
}
