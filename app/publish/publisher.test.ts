import { describe, expect, it } from 'vitest'
import { createRandom } from '../base/random.ts'
import type { PublicationRecord, TargetRecord, VersionRecord } from '../flow/records.ts'
import { planPublication } from './plan.ts'
import { createPublisher, type Publisher } from './publisher.ts'
import { createFakeCluster, type FakeCluster } from './testing-kit/fake-cluster.ts'
import { FAULTS, Killed, type PlacedFault, withFaults } from './testing-kit/faults.ts'

const target: TargetRecord = {
  id: 'target_1',
  type: 'target',
  project: 'project_1',
  name: 'test gateway',
  kind: 'sql-gateway',
  gatewayUrl: 'http://gateway:8083/',
  restUrl: 'http://flink:8081',
  environment: 'test',
}
const script = `CREATE TEMPORARY TABLE orders (id BIGINT) WITH ('connector' = 'kafka');
CREATE TEMPORARY TABLE alerts (id BIGINT) WITH ('connector' = 'print');
EXECUTE STATEMENT SET BEGIN
INSERT INTO alerts SELECT id FROM orders;
END;`

function version(number: number): VersionRecord {
  const flow = {
    id: 'flow_1',
    type: 'flow',
    project: 'project_1',
    name: 'late-payments',
    description: '',
    settings: { timeAttribute: 'event', options: [] },
  } as const
  return {
    id: `version_${number}`,
    type: 'version',
    flow: 'flow_1',
    number,
    createdAt: 0,
    note: '',
    snapshot: { flow, nodes: [], edges: [] },
    script,
  }
}

/** A program over a durable log: may die at any call or write, and be started again. */
function createStory(cluster: FakeCluster, placed: readonly PlacedFault[], killAtWrite = -1) {
  const faults = [...placed]
  const log = new Map<string, PublicationRecord>()
  const calls = { calls: 0 }
  let writes = 0
  let ids = 0
  const start = (): Publisher =>
    createPublisher({
      http: withFaults(cluster.http, faults, calls),
      record(publication) {
        if (writes++ === killAtWrite) throw new Killed()
        log.set(publication.id, publication)
      },
      delay: async () => cluster.tick(),
      publications: () => [...log.values()],
      version: (id) => [version(1), version(2)].find((candidate) => candidate.id === id),
      target: (id) => (id === target.id ? target : undefined),
      newId: (prefix) => `${prefix}_${++ids}`,
      newJobId: () => String(++ids).padStart(32, '0'),
      now: () => 1_700_000_000_000,
    })
  const heal = () => faults.splice(0)
  return { start, log, calls, heal }
}

/** Runs the program, restarting and settling it whenever it dies, as a person would. */
async function liveThrough(
  story: ReturnType<typeof createStory>,
  act: (publisher: Publisher) => Promise<unknown>,
): Promise<void> {
  let publisher = story.start()
  let action: () => Promise<unknown> = () => act(publisher)
  for (let lives = 0; lives < 20; lives++) {
    try {
      await action()
      return
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      publisher = story.start()
      action = () => publisher.recover()
    }
  }
  throw new Error('The program did not survive')
}

/** The network works again; what is still unknown is asked for once more, and what is on its way arrives. */
async function settleAll(cluster: FakeCluster, story: ReturnType<typeof createStory>): Promise<void> {
  story.heal()
  await liveThrough(story, (publisher) => publisher.recover())
  for (let tick = 0; tick < 50; tick++) cluster.tick()
}

describe('publishing', () => {
  it('starts one job under a name that tells flow and version', async () => {
    const cluster = createFakeCluster({ ticksToStart: 3 })
    const story = createStory(cluster, [])
    const outcome = await story.start().start('version_1', target.id)
    expect(outcome).toMatchObject({
      ok: true,
      value: { state: 'published', jobName: 'late-payments v00001 #00000000' },
    })
    expect(cluster.ledger).toHaveLength(1)
  })

  it("keeps the job's own name whatever the script sets", () => {
    const named = {
      ...version(1),
      script: `SET 'pipeline.name' = 'other';\nSET 'parallelism.default' = '2';\n${script}`,
    }
    const { properties, preparations } = planPublication(named, 'late-payments v00001 #1', '1')
    expect(properties['pipeline.name']).toBe('late-payments v00001 #1')
    expect(preparations[0]).toBe("SET 'parallelism.default' = '2'")
  })

  it('records the intent before the first call', async () => {
    const cluster = createFakeCluster({ ticksToStart: 1 })
    const story = createStory(cluster, [{ call: 0, fault: 'killed', acted: false }])
    await expect(story.start().start('version_1', target.id)).rejects.toThrow(Killed)
    expect([...story.log.values()].map((publication) => publication.state)).toEqual(['intended'])
  })

  it('answers a double click with the one publication', async () => {
    const cluster = createFakeCluster({ ticksToStart: 2 })
    const publisher = createStory(cluster, []).start()
    const [first, second] = await Promise.all([
      publisher.start('version_1', target.id),
      publisher.start('version_1', target.id),
    ])
    expect(first).toBe(second)
    expect(cluster.ledger).toHaveLength(1)
  })

  it('waits for a publication that is under way when it is asked what became of it', async () => {
    const cluster = createFakeCluster({ ticksToStart: 5 })
    const story = createStory(cluster, [])
    const publisher = story.start()
    const started = publisher.start('version_1', target.id)
    const submitting = () => [...story.log.values()].find(({ state }) => state === 'submitting')
    while (submitting() === undefined) await Promise.resolve()
    const asked = await publisher.resolve(submitting()?.id ?? '')
    expect(asked).toEqual(await started)
    expect(asked).toMatchObject({ ok: true, value: { state: 'published' } })
    expect(cluster.ledger).toHaveLength(1)
  })

  it('refuses a second version while the first one runs, and starts it after a stop', async () => {
    const cluster = createFakeCluster({ ticksToStart: 1 })
    const story = createStory(cluster, [])
    const publisher = story.start()
    const first = await publisher.start('version_1', target.id)
    const refused = await publisher.start('version_2', target.id)
    expect(refused).toMatchObject({
      ok: false,
      error: { tag: 'refused', message: expect.stringContaining('stop it first') },
    })
    const stopped = await publisher.stop(first.ok ? first.value.id : '')
    expect(stopped).toMatchObject({ ok: true, value: { job: { state: 'CANCELED' } } })
    expect(await publisher.start('version_2', target.id)).toMatchObject({ ok: true, value: { state: 'published' } })
    expect(cluster.ledger).toHaveLength(2)
  })

  it('starts nothing and says what Flink said when a table is refused', async () => {
    const cluster = createFakeCluster({ ticksToStart: 1, refuse: /alerts \(/ })
    const outcome = await createStory(cluster, []).start().start('version_1', target.id)
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        state: 'failed',
        reason: 'preparation-refused',
        message: 'SqlParserException: SQL parse failed. Unknown identifier',
      },
    })
    expect(cluster.ledger).toEqual([])
  })

  it('prints every call of a dry run and makes none', () => {
    const cluster = createFakeCluster({ ticksToStart: 1 })
    const story = createStory(cluster, [])
    const calls = story.start().dryRun('version_1', target.id)
    expect(calls.ok && calls.value.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST http://gateway:8083/v2/sessions',
      'POST http://gateway:8083/v2/sessions/{session}/configure-session',
      'POST http://gateway:8083/v2/sessions/{session}/configure-session',
      'POST http://gateway:8083/v2/sessions/{session}/statements',
      'GET http://gateway:8083/v2/sessions/{session}/operations/{operation}/result/0?rowFormat=JSON',
      'DELETE http://gateway:8083/v2/sessions/{session}',
    ])
    expect(calls.ok && calls.value[3]?.body).toContain('INSERT INTO alerts SELECT id FROM orders')
    expect(story.calls.calls).toBe(0)
  })
})

describe('publishing under faults', () => {
  /** Exactly one job and a record that says so, or none and a record that says why. */
  function expectOneOrNone(cluster: FakeCluster, story: ReturnType<typeof createStory>): void {
    const records = [...story.log.values()]
    const published = records.filter((publication) => publication.state === 'published')
    expect(cluster.ledger.length).toBeLessThanOrEqual(1)
    expect(published.map((publication) => publication.jobId)).toEqual(cluster.ledger)
    for (const publication of records)
      if (publication.state !== 'published')
        expect(publication).toMatchObject({ state: 'failed', reason: expect.any(String) })
  }

  for (let seed = 1; seed <= 200; seed++) {
    it(`schedule ${seed} ends with exactly one job, or none and a cause`, async () => {
      const random = createRandom(seed)
      const pick = (count: number) => Math.floor(random() * count)
      const cluster = createFakeCluster({ ticksToStart: pick(12) })
      const faults = Array.from({ length: 1 + pick(4) }, () => ({
        call: pick(16),
        fault: FAULTS[pick(FAULTS.length)] ?? 'reset',
        acted: random() < 0.5,
      }))
      const story = createStory(cluster, faults, random() < 0.3 ? pick(4) : -1)
      await liveThrough(story, (publisher) =>
        random() < 0.3
          ? Promise.all([publisher.start('version_1', target.id), publisher.start('version_1', target.id)])
          : publisher.start('version_1', target.id),
      )
      await settleAll(cluster, story)
      expectOneOrNone(cluster, story)
    })
  }

  it('every single fault at every call, before and after the server acted', async () => {
    for (let call = 0; call < 10; call++)
      for (const fault of FAULTS)
        for (const acted of [false, true]) {
          const cluster = createFakeCluster({ ticksToStart: 3 })
          const story = createStory(cluster, [{ call, fault, acted }])
          await liveThrough(story, (publisher) => publisher.start('version_1', target.id))
          await settleAll(cluster, story)
          expectOneOrNone(cluster, story)
        }
  })
})
