import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PublicationRecord, TargetRecord, VersionRecord } from '../app/flow/records.ts'
import { createPublisher, type Publisher } from '../app/publish/publisher.ts'
import { Killed, type PlacedFault, withFaults } from '../app/publish/testing-kit/faults.ts'
import { httpPort } from '../main/host/http-port.ts'
import { type RealFlink, realFlinkIsHere, skipLine, startRealFlink } from './kit/real-flink.ts'

if (!realFlinkIsHere) console.log(skipLine)

const script = `CREATE TEMPORARY TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1');
CREATE TEMPORARY TABLE nowhere (n BIGINT) WITH ('connector' = 'blackhole');
EXECUTE STATEMENT SET BEGIN INSERT INTO nowhere SELECT n FROM numbers; END;`

/** Calls of a publication of this script, in order. */
const SUBMIT = 3
const FETCH_RESULT = 4

const SCHEDULES: readonly (readonly [what: string, faults: readonly PlacedFault[], jobs: 0 | 1])[] = [
  ['the submission is lost on its way', [{ call: SUBMIT, fault: 'reset', acted: false }], 0],
  ['the answer to the submission is lost', [{ call: SUBMIT, fault: 'reset', acted: true }], 1],
  ['the result never comes', [{ call: FETCH_RESULT, fault: 'timeout', acted: true }], 1],
  ['the program dies after the submission', [{ call: SUBMIT, fault: 'killed', acted: true }], 1],
  [
    'a proxy answers in the place of the Gateway before the submission',
    [{ call: SUBMIT - 1, fault: 'html', acted: true }],
    0,
  ],
]

describe.skipIf(!realFlinkIsHere)('publishing to a real SQL Gateway', () => {
  let flink: RealFlink
  beforeAll(async () => {
    flink = await startRealFlink()
  }, 600_000)
  afterAll(() => flink?.stop())

  for (const [what, faults, expected] of SCHEDULES)
    it(`${what}: ${expected === 1 ? 'exactly one job' : 'no job, and a cause'}`, async () => {
      const target: TargetRecord = {
        id: 'target_1',
        type: 'target',
        project: 'p',
        name: 'real',
        kind: 'sql-gateway',
        gatewayUrl: flink.gatewayUrl,
        restUrl: flink.restUrl,
        environment: 'test',
      }
      const flow = {
        id: 'flow_1',
        type: 'flow',
        project: 'p',
        name: `faults-${randomBytes(4).toString('hex')}`,
        description: '',
        settings: { timeAttribute: 'event', options: [] },
      } as const
      const version: VersionRecord = {
        id: 'version_1',
        type: 'version',
        flow: flow.id,
        number: 1,
        createdAt: 0,
        note: '',
        snapshot: { flow, nodes: [], edges: [] },
        script,
      }
      const log = new Map<string, PublicationRecord>()
      const counter = { calls: 0 }
      const startProgram = (): Publisher =>
        createPublisher({
          http: withFaults(httpPort, faults, counter),
          record: (publication) => log.set(publication.id, publication),
          delay: (milliseconds) => delay(milliseconds),
          publications: () => [...log.values()],
          version: () => version,
          target: () => target,
          newId: (prefix) => `${prefix}_${randomBytes(4).toString('hex')}`,
          newJobId: () => randomBytes(16).toString('hex'),
          now: Date.now,
        })

      await startProgram()
        .start(version.id, target.id)
        .catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error
        })
      await startProgram().recover()

      const overview = (await (await fetch(`${flink.restUrl}/jobs/overview`)).json()) as {
        jobs: { jid: string; name: string }[]
      }
      const jobs = overview.jobs.filter((job) => job.name.startsWith(flow.name))
      const [publication] = log.values()
      if (publication === undefined) throw new Error('The intent was not recorded')
      expect(jobs).toHaveLength(expected)
      expect(publication.state).toBe(expected === 1 ? 'published' : 'failed')
      if (expected === 1) {
        expect(jobs[0]?.jid).toBe(publication.jobId)
        expect(await startProgram().stop(publication.id)).toMatchObject({
          ok: true,
          value: { job: { state: 'CANCELED' } },
        })
      } else expect(publication.reason).toEqual(expect.any(String))
    })
})
