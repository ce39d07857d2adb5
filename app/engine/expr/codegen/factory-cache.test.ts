import { describe, expect, it } from 'vitest'
import { FactoryCache } from './factory-cache.ts'

const factoriesOf = (texts: readonly string[]) => {
  const cache = new FactoryCache()
  return texts.map((text) => cache.factory(text))
}

describe('FactoryCache', () => {
  it('gives a job that is built again the factories of the last time', () => {
    const texts = ['return () => k[0]', 'return () => 1', 'return () => 1']
    expect(factoriesOf(texts)).toEqual(factoriesOf(texts))
    expect(factoriesOf(texts)[0]?.([5])).toBeInstanceOf(Function)
  })

  it('keeps functions apart that read alike and stand elsewhere', () => {
    const [first, second] = factoriesOf(['return 2', 'return 2'])
    expect(first).not.toBe(second)
    expect(factoriesOf(['return 3', 'return 2'])[1]).not.toBe(second)
  })

  it('takes constants anew for each job', () => {
    const [again] = factoriesOf(['return () => k[0]'])
    const [one, other] = [again?.([1]), again?.([2])] as (() => number)[]
    expect([one?.(), other?.()]).toEqual([1, 2])
  })

  it('forgets jobs of long ago', () => {
    const [before] = factoriesOf(['return 4'])
    for (let i = 0; i < 5_000; i++) factoriesOf([`return ${i} + 0.5`])
    expect(factoriesOf(['return 4'])[0]).not.toBe(before)
  })
})
