import { notNull, varchar } from '../../../types/construct-type.ts'
import { isCharacter } from '../../../types/type-family.ts'
import { RunFailure } from '../../run-failure.ts'
import type { AggregateImplementation, CallClause } from '../declaration.ts'
import { refuseTypes } from '../define.ts'
import { quoteJson } from '../scalar/json/json-tree.ts'
import { cannotMerge, defineAggregate, wrongCount } from './define-aggregate.ts'

// The values arrive as JSON already: the binder wraps them into JSON_STRING, as Flink's planner does.

const RESULT = notNull(varchar(2000))

function keepsNulls(clauses: readonly CallClause[] | undefined, byDefault: boolean): boolean {
  const clause = clauses?.find((c) => c.kind === 'nulls')
  return clause ? clause.action === 'NULL ON NULL' : byDefault
}

function arrayOf(withNulls: boolean): AggregateImplementation<string[]> {
  const text = (value: unknown): string | undefined =>
    value === null || value === undefined ? (withNulls ? 'null' : undefined) : String(value)
  return {
    skipsNulls: false,
    create: () => [],
    accumulate: (items, value) => {
      const item = text(value)
      if (item !== undefined) items.push(item)
    },
    retract: (items, value) => {
      const item = text(value)
      const index = item === undefined ? -1 : items.indexOf(item)
      if (index >= 0) items.splice(index, 1)
    },
    merge: (into, from) => {
      into.push(...from)
    },
    value: (items) => `[${items.join(',')}]`,
  }
}

function objectOf(withNulls: boolean): AggregateImplementation<Map<string, string>> {
  const assertNew = (members: Map<string, string>, key: string): void => {
    if (members.has(key)) {
      throw new RunFailure(
        'TableException',
        `Key '${key}' is already present. Duplicate keys are not allowed in JSON_OBJECTAGG. Please ensure that keys are unique.`,
      )
    }
  }
  return {
    skipsNulls: false,
    create: () => new Map(),
    accumulate: (members, key, value) => {
      if (key === null) throw new RunFailure('TableRuntimeException', "Map views don't support null keys.")
      assertNew(members, String(key))
      if (value !== null || withNulls) members.set(String(key), value === null ? 'null' : String(value))
    },
    retract: (members, key) => {
      members.delete(String(key))
    },
    merge: (into, from) => {
      for (const [key, value] of from) {
        assertNew(into, key)
        into.set(key, value)
      }
    },
    value: (members) => {
      const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1))
      return `{${sorted.map(([key, value]) => `${quoteJson(key)}:${value}`).join(',')}}`
    },
  }
}

export const jsonArrayAgg = defineAggregate({
  name: 'JSON_ARRAYAGG',
  docs: [
    'JSON_ARRAYAGG(value [{NULL | ABSENT} ON NULL])',
    'JSON_ARRAYAGG(city)',
    'The values in order of arrival as a JSON array.',
    '按到达顺序把值组成 JSON 数组。',
  ],
  infer: (args) => (args.length === 1 ? { ok: true, type: RESULT } : wrongCount('JSON_ARRAYAGG', 1)),
  refuses: ({ merges }) => (merges ? cannotMerge('JSON_ARRAYAGG') : undefined),
  implement: ({ clauses }) => arrayOf(keepsNulls(clauses, false)) as AggregateImplementation,
})

export const jsonObjectAgg = defineAggregate({
  name: 'JSON_OBJECTAGG',
  docs: [
    'JSON_OBJECTAGG([KEY] key VALUE value [{NULL | ABSENT} ON NULL])',
    'JSON_OBJECTAGG(KEY name VALUE price)',
    'A JSON object of one member per row; keys must not repeat.',
    '每行一个成员的 JSON 对象；键不可重复。',
  ],
  infer: (args) => {
    const [key] = args
    if (!key || args.length !== 2) return wrongCount('JSON_OBJECTAGG', 2)
    return isCharacter(key.type) ? { ok: true, type: RESULT } : refuseTypes('JSON_OBJECTAGG', args)
  },
  implement: ({ clauses }) => objectOf(keepsNulls(clauses, true)) as AggregateImplementation,
})
