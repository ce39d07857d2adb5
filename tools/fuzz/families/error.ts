import type { Dice } from '../dice.ts'
import type { Draft, Family } from '../program.ts'
import { aggregate } from './aggregate.ts'
import { intervaljoin } from './intervaljoin.ts'
import { join } from './join.ts'
import { over } from './over.ts'
import { rank } from './rank.ts'
import { scalar } from './scalar.ts'
import { setops } from './setops.ts'
import { temporaljoin } from './temporaljoin.ts'
import { window } from './window.ts'

const VALID: readonly Family[] = [aggregate, join, over, rank, scalar, setops, window, intervaljoin, temporaljoin]

/** A valid program with one mistake in its last statement, or sometimes in its DDL. */
function generate(dice: Dice): Draft {
  const draft = dice.pick(VALID).generate(dice)
  const place = dice.chance(0.85) ? draft.statements.length - 1 : dice.below(draft.statements.length)
  const statements = draft.statements.map((text, i) => (i === place ? mistakenBeforeOptions(dice, text) : text))
  return { ...draft, statements, events: draft.events.slice(0, 6) }
}

/** Options stay: they tell the harness what a table's rows may be. */
function mistakenBeforeOptions(dice: Dice, text: string): string {
  const at = text.startsWith('CREATE TABLE') ? text.indexOf(' WITH (') : -1
  return at < 0 ? mistaken(dice, text) : mistaken(dice, text.slice(0, at)) + text.slice(at)
}

const WORDS = [
  'FROM',
  'SELECT',
  'GROUP',
  'BY',
  'WHERE',
  'AS',
  'ON',
  'JOIN',
  'CREATE',
  'TABLE',
  'ORDER',
  'INSERT',
  'AND',
  'INTERVAL',
]

function mistaken(dice: Dice, text: string): string {
  for (;;) {
    const changed = dice.oneOf([
      () =>
        replaceOne(dice, text, /\b[a-z]\w*\b(?!['(])/g, () =>
          dice.pick(['missing', 'nope', 'k', 'v', 'id', 'ts', 't', '`order`']),
        ),
      () =>
        replaceOne(dice, text, /\b[A-Z_]+\(/g, () =>
          dice.pick(['UPPER(', 'SUM(', 'ABS(', 'NO_SUCH(', 'COUNT(', 'MAX(', 'FLOOR(', 'COALESCE(']),
        ),
      () =>
        replaceOne(dice, text, /\b\d+\b/g, () =>
          dice.pick(["'x'", 'NULL', 'TRUE', '1.5', '-1', '99999999999999999999', "DATE '2024-01-01'"]),
        ),
      () => replaceOne(dice, text, /'[^']*'/g, () => dice.pick(['1', "''", 'x', "'", '"a"', 'TRUE'])),
      () => replaceOne(dice, text, new RegExp(`\\b(${WORDS.join('|')})\\b`, 'g'), () => dice.pick(['', ...WORDS])),
      () => replaceOne(dice, text, /[(),]/g, () => dice.pick(['', '(', ')', ',', ';'])),
      () =>
        replaceOne(dice, text, / (=|<>|<=|>=|<|>|\+|-|\*) /g, () =>
          dice.pick([' = ', ' + ', ' || ', ' AND ', ' LIKE ', ' != ', ' ', ' IN ']),
        ),
      () =>
        replaceOne(dice, text, /\b(INT|STRING|BIGINT|TIMESTAMP\(3\)|BOOLEAN|DOUBLE|SMALLINT)\b/g, () =>
          dice.pick(['STRING', 'BOOLEAN', 'INT', 'DATE', 'NUMBER', 'BYTES', 'ARRAY<INT>', 'TIMESTAMP(3)']),
        ),
      () => replaceOne(dice, text, / (AS \w+|GROUP BY .*|WHERE .*|ON .*)$/g, () => ''),
    ])
    if (changed !== text) return changed
  }
}

function replaceOne(dice: Dice, text: string, pattern: RegExp, by: () => string): string {
  const found = [...text.matchAll(pattern)]
  if (found.length === 0) return text
  const match = dice.pick(found)
  return `${text.slice(0, match.index)}${by()}${text.slice(match.index + match[0].length)}`
}

export const error: Family = { name: 'error', generate }
