import type { Dice } from '../dice.ts'
import { Expressions, isNumber, kindOf, type Operand } from '../expressions.ts'

const SIMPLE = ['SUM', 'AVG', 'MIN', 'MAX', 'COUNT'] as const

/** A call of an aggregate function over the scope, sometimes DISTINCT or with FILTER. */
export function aggregateCall(dice: Dice, scope: readonly Operand[]): string {
  const call = dice.oneOf([
    () => simple(dice, scope),
    () => simple(dice, scope),
    () => simple(dice, scope),
    () => 'COUNT(*)',
    () => `COUNT(DISTINCT ${dice.pick(scope).text})`,
    () => ofValues(dice, scope),
    () => rare(dice, scope),
  ])
  return dice.chance(0.15) ? `${call} FILTER (WHERE ${new Expressions(dice, scope).condition(0)})` : call
}

function simple(dice: Dice, scope: readonly Operand[]): string {
  const name = dice.pick(SIMPLE)
  const argument = new Expressions(dice, scope).number(dice.chance(0.3) ? 2 : 0)
  const distinct = name !== 'MIN' && name !== 'MAX' && dice.chance(0.1) ? 'DISTINCT ' : ''
  return `${name}(${distinct}${argument})`
}

/** Functions that take values of any type. */
function ofValues(dice: Dice, scope: readonly Operand[]): string {
  const { text, type } = dice.pick(scope.filter((operand) => kindOf(operand.type) !== undefined))
  return dice.oneOf([
    () => `${dice.pick(['MIN', 'MAX'])}(${kindOf(type) === 'boolean' ? 'id' : text})`,
    () => `${dice.pick(['FIRST_VALUE', 'LAST_VALUE'])}(${text})`,
    () => `ARRAY_AGG(${text})`,
    () => `COLLECT(${text})`,
    () => `COUNT(${text})`,
  ])
}

function rare(dice: Dice, scope: readonly Operand[]): string {
  const numbers = scope.filter(({ type }) => isNumber(type)).map(({ text }) => text)
  const number = dice.pick(numbers)
  return dice.oneOf([
    () => `LISTAGG(CAST(${number} AS STRING)${dice.pick(['', ", '|'"])})`,
    () => 'LISTAGG(k)',
    () => `${dice.pick(['STDDEV_POP', 'STDDEV_SAMP', 'VAR_POP', 'VAR_SAMP'])}(${number})`,
    () => `JSON_ARRAYAGG(${number}${dice.pick(['', ' NULL ON NULL'])})`,
    () => `JSON_OBJECTAGG(KEY CAST(id AS STRING) VALUE ${number})`,
    () => `PERCENTILE(${number}, ${dice.pick(['0.5', '0.25', '0.9'])})`,
    () => `SUM(DISTINCT ${number})`,
    () => `LISTAGG(DISTINCT k, '+')`,
  ])
}
