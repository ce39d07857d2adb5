import { findZone } from '../../types/zone.ts'

/** What an option takes: a list of words, or values of a type. */
type OptionType = 'boolean' | 'integer' | 'duration' | readonly string[]

/** The options that Flink reads for every plan, so that a value it cannot read fails every query. */
const READ_ALWAYS: ReadonlyMap<string, OptionType> = new Map<string, OptionType>([
  ['execution.runtime-mode', ['STREAMING', 'BATCH', 'AUTOMATIC']],
  ['pipeline.object-reuse', 'boolean'],
  ['table.exec.async-state.enabled', 'boolean'],
  ['table.exec.mini-batch.enabled', 'boolean'],
  ['table.exec.mini-batch.size', 'integer'],
  ['table.exec.resource.default-parallelism', 'integer'],
  ['table.exec.simplify-operator-name-enabled', 'boolean'],
  ['table.exec.sink.keyed-shuffle', ['NONE', 'AUTO', 'FORCE']],
  ['table.exec.sink.nested-constraint-enforcer', ['IGNORE', 'ROWS', 'ROWS_AND_COLLECTIONS']],
  ['table.exec.source.cdc-events-duplicate', 'boolean'],
  ['table.exec.state.ttl', 'duration'],
  ['table.exec.uid.generation', ['PLAN_ONLY', 'ALWAYS', 'DISABLED']],
  ['table.generated-code.max-length', 'integer'],
  ['table.generated-code.max-members', 'integer'],
  ['table.optimizer.agg-phase-strategy', ['AUTO', 'ONE_PHASE', 'TWO_PHASE']],
  ['table.optimizer.delta-join.strategy', ['AUTO', 'FORCE', 'NONE']],
  ['table.optimizer.distinct-agg.split.enabled', 'boolean'],
  ['table.optimizer.join-reorder-enabled', 'boolean'],
  ['table.optimizer.multi-join.enabled', 'boolean'],
  ['table.optimizer.non-deterministic-update.strategy', ['IGNORE', 'TRY_RESOLVE']],
  ['table.optimizer.reuse-sub-plan-enabled', 'boolean'],
])

/** Why Flink cannot read the value; undefined where it can, or does not look. */
export function unreadable(key: string, value: string): string | undefined {
  if (key === 'table.local-time-zone' && !isSessionZone(value)) {
    const example = "The value should be a Time Zone Database (TZDB) ID such as 'America/Los_Angeles'."
    return `Invalid time zone. ${example} Fixed offsets are supported using 'GMT-03:00' or 'GMT+03:00'.`
  }
  const type = READ_ALWAYS.get(key)
  if (type === undefined) return undefined
  const text = value.trim().toUpperCase()
  if (typeof type !== 'string') {
    if (type.includes(text.replaceAll('-', '_'))) return undefined
    return `Could not parse value for enum. Expected one of: [[${type.join(', ')}]]`
  }
  switch (type) {
    case 'boolean': {
      const message = `Unrecognized option for boolean: ${value}. Expected either true or false(case insensitive)`
      return text === 'TRUE' || text === 'FALSE' ? undefined : message
    }
    case 'integer':
      return /^[+-]?\d+$/.test(text) ? undefined : `For input string: "${value}"`
    case 'duration': {
      const message = `text does not start with a number, and is not a valid ISO-8601 duration format: ${value}`
      return /^\d/.test(text) || /^-?PT?[\d.]/.test(text) ? undefined : message
    }
  }
}

/** Offsets count only behind GMT, and the old names of three letters not at all. */
function isSessionZone(id: string): boolean {
  if (id === 'default' || id === 'UTC' || id === 'GMT') return true
  return findZone(id) !== undefined && !/^([+-].*|Z|UT|UTC[+-].*|UT[+-].*|[A-Z]{3})$/.test(id)
}
