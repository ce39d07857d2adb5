import type { Result } from '../../app/base/result.ts'
import {
  type PublicationReason,
  type PublicationRecord,
  type TargetRecord,
  versionLabel,
} from '../../app/flow/records.ts'
import type { GatewayCall } from '../../app/publish/gateway/calls.ts'
import type { TargetError } from '../../app/publish/publish-error.ts'
import type { ChosenVersion } from './choose-version.ts'
import { EXIT } from './exit-code.ts'

const REASONS: Readonly<Record<PublicationReason, string>> = {
  interrupted: 'an earlier program ended before anything was sent',
  'no-session': 'the gateway opened no session; nothing was started',
  'preparation-refused': 'Flink refused a statement; nothing was started',
  'submission-refused': 'Flink refused the job; nothing was started',
  'not-started': 'the answer was lost, and Flink has no such job; nothing was started',
  'no-answer': 'the answer was lost, and the target cannot be asked now',
}

/** Each call with all its bytes: why, the request line, the body. */
export function tellCalls(
  chosen: ChosenVersion,
  target: TargetRecord,
  calls: readonly GatewayCall[],
  json: boolean | undefined,
): void {
  if (json) {
    const shown = calls.map(({ purpose, method, url, body }) => ({ purpose, method, url, body }))
    console.log(JSON.stringify({ version: versionJson(chosen), target: target.name, calls: shown }, undefined, 2))
    return
  }
  const { version, isNew } = chosen
  console.log(`${versionLabel(version.number)}${isNew ? ' (to be made)' : ''} to ${target.name}: ${calls.length} calls`)
  for (const { purpose, method, url, body } of calls)
    console.log(`\n# ${purpose}\n${method} ${url}${body === undefined ? '' : `\n${body}`}`)
}

/** What became of a publication; answers the exit code. */
export function tellOutcome(
  chosen: ChosenVersion,
  target: TargetRecord,
  answer: Result<PublicationRecord | readonly GatewayCall[], TargetError>,
  json: boolean | undefined,
): number {
  const publication = answer.ok && 'state' in answer.value ? answer.value : undefined
  const isPublished = publication?.state === 'published'
  if (json) {
    const outcome = answer.ok ? { publication } : { error: answer.error }
    console.log(JSON.stringify({ version: versionJson(chosen), target: target.name, ...outcome }, undefined, 2))
  } else if (publication !== undefined && isPublished)
    console.log(`${publication.jobName} is published on ${target.name} as job ${publication.jobId}`)
  else if (publication !== undefined) console.error(`millrace publish: ${failureText(publication, target)}`)
  else if (!answer.ok) console.error(`millrace publish: nothing was published: ${errorText(answer.error)}`)
  if (!answer.ok && answer.error.tag === 'unreachable') return EXIT.environment
  return isPublished ? EXIT.ok : EXIT.failed
}

function failureText({ state, jobName, reason, message }: PublicationRecord, target: TargetRecord): string {
  const what =
    state === 'failed'
      ? `${jobName} was not published on ${target.name}`
      : `it is not known whether ${jobName} started on ${target.name}`
  const why = [reason === undefined ? undefined : REASONS[reason], message].filter((text) => text !== undefined)
  return [what, ...why].join(': ')
}

function errorText(error: TargetError): string {
  switch (error.tag) {
    case 'unreachable':
      return `${error.url} cannot be reached: ${error.message}`
    case 'not-found':
      return `there is no ${error.what}`
    case 'refused':
    case 'unknown-outcome':
      return error.message
  }
}

const versionJson = ({ version, isNew }: ChosenVersion): object => ({
  ...{ id: version.id, number: version.number, label: versionLabel(version.number), isNew },
})
