import type { TargetRecord, VersionRecord } from '../flow/records.ts'
import { parseScript } from '../sql/parse-script.ts'
import { closeSession, configure, fetchResult, type GatewayCall, openSession, submit } from './gateway/calls.ts'

/** What a publication will do, before the first call: the same statements that were tested, in their order. */
export interface PublishPlan {
  readonly jobName: string
  readonly jobId: string
  /** Properties of the session: the job's name and its id, made here, so that a second start is refused by Flink itself. */
  readonly properties: Readonly<Record<string, string>>
  readonly preparations: readonly string[]
  readonly submission: string
}

export function planPublication(version: VersionRecord, jobName: string, jobId: string): PublishPlan {
  const statements = parseScript(version.script)
    // The job's name on the target tells flow, version and publication: the session has it, the script's would hide it.
    .statements.filter((statement) => !(statement.kind === 'set' && statement.key === 'pipeline.name'))
    .map((statement) => ({
      kind: statement.kind,
      text: version.script.slice(statement.span.start, statement.span.end),
    }))
  const starting = statements.filter(({ kind }) => kind === 'statement-set' || kind === 'insert')
  const submission = starting[0]
  if (submission === undefined || starting.length !== 1) throw new PlanRefused(starting.length)
  return {
    jobName,
    jobId,
    properties: { 'pipeline.name': jobName, '$internal.pipeline.job-id': jobId },
    preparations: statements.filter((statement) => statement !== submission).map(({ text }) => text),
    submission: submission.text,
  }
}

/** A version starts one job: its script has exactly one statement set or INSERT. */
export class PlanRefused extends Error {
  override readonly name = 'PlanRefused'
  constructor(starting: number) {
    super(`The script has ${starting} statements that start a job; a publication needs exactly one`)
  }
}

/** Every call with every byte. What only the server knows stands in braces. */
export function printCalls(plan: PublishPlan, target: TargetRecord): readonly GatewayCall[] {
  const url = target.gatewayUrl
  const readable = (call: GatewayCall): GatewayCall => ({
    ...call,
    url: call.url.replaceAll('%7B', '{').replaceAll('%7D', '}'),
  })
  return [
    openSession(url, plan.jobName, plan.properties),
    ...plan.preparations.map((statement) => configure(url, '{session}', statement)),
    submit(url, '{session}', plan.submission),
    fetchResult(url, '{session}', '{operation}'),
    closeSession(url, '{session}'),
  ].map(readable)
}
