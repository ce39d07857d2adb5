import { expect, it } from 'vitest'
import type { LogicalType } from '../../types/logical-type.ts'
import type { BoundExpr, CastCall } from '../expr/bound.ts'
import { isFidelityCast } from './fidelity-cast.ts'

const INT: LogicalType = { kind: 'INT', nullable: true }
const BIGINT: LogicalType = { kind: 'BIGINT', nullable: true }
const varchar = (length: number): LogicalType => ({ kind: 'VARCHAR', length, nullable: true })
const timestamp = (precision: number): LogicalType => ({ kind: 'TIMESTAMP', precision, nullable: true })

function keeps(from: LogicalType, to: LogicalType): boolean {
  const span = { start: 0, end: 0 }
  const operand: BoundExpr = { kind: 'input', index: 0, type: from, span }
  return isFidelityCast({ kind: 'cast', operand, type: to, span } as CastCall)
}

it('keeps keys under wider types and loses them under narrower ones', () => {
  expect(keeps(INT, BIGINT)).toBe(true)
  expect(keeps(INT, { kind: 'DOUBLE', nullable: true })).toBe(true)
  expect(keeps(BIGINT, INT)).toBe(false)
  expect(keeps(INT, varchar(10))).toBe(false)
})

it('does not look at lengths and digits', () => {
  expect(keeps(varchar(10), varchar(2))).toBe(true)
  expect(keeps(timestamp(6), timestamp(3))).toBe(true)
  expect(keeps(timestamp(6), { kind: 'DATE', nullable: true })).toBe(true)
})
