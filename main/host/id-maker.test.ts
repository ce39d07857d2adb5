import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { idSchema } from '../../app/api/record-schema.ts'
import { createIdMaker } from './id-maker.ts'

describe('ids of the host', () => {
  it('are ids of records, and differ', () => {
    const newId = createIdMaker(randomBytes)
    const ids = Array.from({ length: 1000 }, () => newId('version'))
    expect(new Set(ids).size).toBe(1000)
    expect(ids.every((id) => /^version_[0-9a-z]{16}$/.test(id) && idSchema.safeParse(id).success)).toBe(true)
  })
})
