import { describe, expect, it } from 'vitest'
import { allFunctions, findFunctions } from './registry.ts'

describe('the registry', () => {
  it('gives every name and alias to one declaration', () => {
    const names = allFunctions.flatMap((f) => [f.name, ...(f.aliases ?? [])])
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  it('finds names in any case of letters', () => {
    expect(findFunctions('char_length')?.name).toBe('CHAR_LENGTH')
    expect(findFunctions('Mod')?.name).toBe('%')
    expect(findFunctions('length')).toBeUndefined()
  })

  it('documents every function in both languages', () => {
    for (const { name, signatures, example, summary } of allFunctions) {
      expect(signatures.length, name).toBeGreaterThan(0)
      expect(example, name).not.toBe('')
      expect(summary.en, name).toMatch(/[a-z]/)
      expect(summary.zh, name).toMatch(/[\u4e00-\u9fff]/)
    }
  })
})
