import { describe, expect, it } from 'vitest'
import { commonType } from './common-type.ts'
import {
  array,
  BIGINT,
  char,
  DATE,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  NULL,
  notNull,
  SMALLINT,
  STRING,
  TINYINT,
  timestamp,
  timestampLtz,
  varchar,
} from './construct-type.ts'
import { leastRestrictive } from './least-restrictive.ts'
import type { LogicalType } from './logical-type.ts'
import { typeText } from './type-text.ts'

const text = (type: LogicalType | undefined): string | undefined => type && typeText(type)

describe('the common type of COALESCE and the like', () => {
  it.each([
    [[TINYINT, decimal(38, 18)], 'DECIMAL(38, 18)'],
    [[BIGINT, DOUBLE], 'DOUBLE'],
    [[decimal(10, 0), FLOAT], 'FLOAT'],
    [[FLOAT, decimal(10, 0)], 'DOUBLE'],
    [[timestamp(3), timestampLtz(6)], 'TIMESTAMP_LTZ(6)'],
    [[char(3), char(5)], 'VARCHAR(5)'],
    [[NULL, notNull(INT)], 'INT'],
    [[array(INT), array(notNull(BIGINT))], 'ARRAY<BIGINT>'],
    [[INT, STRING], undefined],
    [[NULL, NULL], undefined],
  ] as const)('of %j', (types, expected) => {
    expect(text(commonType(types))).toBe(expected)
  })
})

describe('the least restrictive type of CASE and UNION', () => {
  it.each([
    [[SMALLINT, BIGINT], 'BIGINT'],
    [[INT, decimal(10, 2)], 'DECIMAL(12, 2)'],
    [[FLOAT, DOUBLE], 'FLOAT'],
    [[DOUBLE, FLOAT], 'DOUBLE'],
    [[decimal(10, 0), FLOAT], 'DOUBLE'],
    [[timestamp(3), timestampLtz(3)], 'TIMESTAMP(3)'],
    [[timestampLtz(3), timestamp(3)], 'TIMESTAMP_LTZ(3)'],
    [[timestamp(6), timestampLtz(3)], 'TIMESTAMP_LTZ(6)'],
    [[timestampLtz(0), timestamp(6)], 'TIMESTAMP(6)'],
    [[char(2), varchar(4)], 'VARCHAR(4)'],
    [[notNull(INT), NULL], 'INT'],
    [[DATE, timestamp(3)], undefined],
    [[STRING, INT], undefined],
  ] as const)('of %j', (types, expected) => {
    expect(text(leastRestrictive(types))).toBe(expected)
  })
})
