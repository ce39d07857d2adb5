import { expect, it } from 'vitest'
import { BIGINT, DOUBLE, decimal, FLOAT, TINYINT } from './construct-type.ts'
import { textAsNumber } from './text-as-number.ts'
import { typeText } from './type-text.ts'

it('gives a text beside a number room for the digits of a BIGINT', () => {
  const types = [TINYINT, BIGINT, decimal(2, 1), decimal(38, 30), FLOAT, DOUBLE]
  expect(types.map((type) => typeText(textAsNumber(type)))).toEqual([
    'BIGINT',
    'BIGINT',
    'DECIMAL(20, 1)',
    'DECIMAL(38, 19)',
    'FLOAT',
    'DOUBLE',
  ])
})
