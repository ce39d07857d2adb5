import type { PublicationRecord, TargetRecord } from '../../app/flow/records.ts'
import { createTranslate, message } from '../i18n/translate.ts'
import { recordsOf } from '../state/document.ts'
import type { Workbench } from '../state/workbench.ts'
import { type PublishError, publishErrorText } from './publish-error.ts'

/**
 * Sends a version to a target. Resolves as soon as the publication is recorded, from where on the instances show
 * it, or to what kept it from being begun. What became of it is told when it is known, however late.
 */
export async function publishVersion(
  workbench: Workbench,
  version: string,
  target: TargetRecord,
): Promise<PublishError | undefined> {
  const { host, output, session } = workbench
  output.write('info', message('publish.running', { target: target.name }))
  const intent = awaitIntent(workbench.document, version, target.id)
  const answer = host.api.publish.start(version, target.id)
  const first = await Promise.race([answer, intent.recorded]).finally(intent.stop)
  if (first !== undefined && !first.ok) return first.error
  session.set({ panel: 'instances', panelOpen: true })
  answer
    .then((ended) => (ended.ok ? tell(workbench, ended.value) : tellError(workbench, ended.error)))
    .catch((lost) => tellLost(workbench, target, lost))
  return undefined
}

/** Resolves when the host has written down that this version goes to this target. */
function awaitIntent(document: Workbench['document'], version: string, target: string) {
  const known = new Set(recordsOf(document.get().records, 'publication').map(({ id }) => id))
  let stop = () => {}
  const recorded = new Promise<undefined>((resolve) => {
    stop = document.subscribe(() => {
      const isHere = recordsOf(document.get().records, 'publication').some(
        (record) => !known.has(record.id) && record.version === version && record.target === target,
      )
      if (isHere) resolve(undefined)
    })
  })
  return { recorded, stop: () => stop() }
}

function tell({ notifications, output }: Workbench, publication: PublicationRecord): void {
  const job = publication.jobName
  const title =
    publication.state === 'published'
      ? message('publish.done', { job })
      : publication.state === 'failed'
        ? message('publish.failed', { job })
        : message('publish.unknown', { job })
  const isGood = publication.state === 'published'
  output.write(isGood ? 'info' : 'error', title, publication.message)
  notifications.show({
    severity: isGood ? 'info' : 'error',
    title,
    ...(publication.message === undefined ? {} : { text: publication.message }),
    ...(isGood ? {} : { details: JSON.stringify(publication, null, 2) }),
  })
}

function tellError({ notifications, output, session }: Workbench, error: PublishError): void {
  const text = publishErrorText(error, createTranslate(session.get().language))
  output.write('error', message('publish.refused'), text)
  notifications.show({ severity: 'error', title: message('publish.refused'), text })
}

/** The host went away meanwhile: the publication is settled by the next one. */
function tellLost({ notifications, output }: Workbench, target: TargetRecord, lost: unknown): void {
  const title = message('publish.unknown', { job: target.name })
  const text = lost instanceof Error ? lost.message : String(lost)
  output.write('error', title, text)
  notifications.show({ severity: 'error', title, text })
}
