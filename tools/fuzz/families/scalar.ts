import type { Json } from '../../../app/types/json-form.ts'
import type { Dice } from '../dice.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { type Column, createTable, type Table } from '../schema.ts'
import { SLOT_LITERALS, SLOT_TYPES, TEMPLATES } from './scalar-templates.ts'

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe']
const JSON_TEXTS: readonly Json[] = ['{"a":1,"b":{"c":"x"}}', '[1,2]', '{"x":[{"a":null}]}', 'bad', null, '"s"']

function generate(dice: Dice): Draft {
  const used = new Set<string>()
  const expressions = dice.list(dice.between(2, 6), () => fill(dice, dice.pick(TEMPLATES), used))
  const table = tableOf(dice, used)
  const shown = expressions.map((text, i) => `${text} AS r${i}`).join(', ')
  const where =
    dice.chance(0.1) && used.has('int')
      ? ` WHERE ${dice.pick(['c_int > 0', 'c_int IS NOT NULL', 'MOD(c_int, 2) = 1'])}`
      : ''
  return {
    ...(dice.chance(0.3) && { config: { 'table.local-time-zone': dice.pick(ZONES) } }),
    statements: [createTable(table), `SELECT ${shown} FROM t${where}`],
    events: feed(dice, [table], { rows: dice.between(3, 5) }),
  }
}

/** A template with its slots filled: two times out of three with a column. */
function fill(dice: Dice, template: string, used: Set<string>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, slot: string) => {
    if (slot === 'cmp') return dice.pick(['=', '<>', '<', '<=', '>', '>='])
    if (SLOT_TYPES[slot] === undefined) return dice.pick(slot.split('|'))
    if (dice.chance(0.33)) return dice.pick(SLOT_LITERALS[slot] ?? [])
    used.add(slot)
    return dice.chance(0.12) && slot === 'int' ? '(c_int + 1)' : `c_${slot}`
  })
}

function tableOf(dice: Dice, used: ReadonlySet<string>): Table {
  const columns = [...used].map((slot): Column => {
    const type = SLOT_TYPES[slot] ?? 'INT'
    const name = `c_${slot}`
    if (slot === 'json') return { name, type, pool: JSON_TEXTS }
    if (slot === 'nonzero') return { name, type, pool: [1, 2, 3, -4, null] }
    return { name, type: dice.chance(0.12) ? `${type} NOT NULL` : type }
  })
  return { name: 't', columns: [{ name: 'id', type: 'INT', role: 'id' }, ...columns], input: 'append' }
}

export const scalar: Family = { name: 'scalar', generate }
