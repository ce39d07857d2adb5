import { describe, expect, it } from 'vitest'
import { type BenchEvent, TestBench } from './test-bench.ts'
import { warmUpRecords, warmUpRows } from './warm-up.ts'

const createBench = (): TestBench => {
  const bench = new TestBench({ now: () => performance.now(), pause: async () => undefined })
  bench.holdPack('', warmUpRows())
  return bench
}
const request = { draft: { flow: 'warm', records: warmUpRecords }, tests: ['test'] }

describe('the test bench', () => {
  it('announces a run from its start to its end', async () => {
    const events: BenchEvent[] = []
    await createBench().run('r', request, (event) => events.push(event))
    expect(events.map(({ kind }) => kind)).toEqual(['started', 'finished', 'ended'])
    expect(events[1]).toMatchObject({ report: { status: 'passed' } })
  })

  it('keeps all rows of a run for paging, by sink', async () => {
    const bench = createBench()
    await bench.run('r', request, () => undefined)
    const page = bench.rows({ run: 'r', test: 'test', sink: 'total_rows', from: 1, count: 2 })
    expect(page).toMatchObject({ from: 1, kinds: ['+I', '+I'] })
    expect(page?.columns).toHaveLength(3)
    // Of 300 rows those with an amount of 0.5 are filtered out; each of the others changes its name's total.
    expect(page?.total).toBeGreaterThan(294)
  })

  it('forgets old runs', async () => {
    const bench = createBench()
    for (const run of ['a', 'b', 'c', 'd', 'e']) await bench.run(run, request, () => undefined)
    const page = (run: string) => bench.rows({ run, test: 'test', sink: 'total_rows', from: 0, count: 1 })
    expect(page('a')).toBeUndefined()
    expect(page('b')).toBeDefined()
  })

  it('checks a flow: what is wrong, and what each node gives out', () => {
    const checked = createBench().check(request.draft)
    expect(checked.problems.map(({ code }) => code)).toEqual(['field.required', 'field.required'])
    expect(checked.columns.find(({ node }) => node === 'totals')).toEqual({
      node: 'totals',
      columns: [
        { name: 'name', type: 'STRING' },
        { name: 'n', type: 'BIGINT NOT NULL' },
        { name: 'top', type: 'DECIMAL(10, 2)' },
      ],
      mode: 'I,UB,UA',
    })
  })

  it('is warm after its own flow ran through', () => {
    const bench = createBench()
    bench.warmUp()
    const checked = bench.check(request.draft)
    expect(checked.columns).toHaveLength(4)
  })
})
