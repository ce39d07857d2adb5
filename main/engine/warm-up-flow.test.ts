import { describe, expect, it } from 'vitest'
import { createFlowWork } from './flow-work.ts'
import { runWarmUp, warmUpQueries } from './warm-up-flow.ts'

describe('the warm-up of the engine', () => {
  it.each(warmUpQueries)('comes to rows through every stage: %s', (query) => {
    const { sinks, problems } = runWarmUp(query, () => 0)
    expect(sinks[0]?.rows.length).toBeGreaterThan(0)
    // Nothing is expected of the rows, so that they are compared and differ.
    expect(problems.map(({ code }) => code)).toEqual(['expectation.differs'])
  })

  it('gives way to the first message', async () => {
    let pauses = 0
    const work = createFlowWork({ now: () => 0, pause: async () => void pauses++ })
    await work.warmFurther(() => pauses === 2)
    expect(pauses).toBe(2)
  })
})
