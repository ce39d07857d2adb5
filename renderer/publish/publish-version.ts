import type { PublicationRecord, TargetRecord } from '../../app/flow/records.ts'
import { message } from '../i18n/translate.ts'
import type { Workbench } from '../state/workbench.ts'
import type { PublishError } from './publish-error.ts'

/** Sends a version to a target and tells what became of it, also when the dialog is long closed. */
export async function publishVersion(
  workbench: Workbench,
  version: string,
  target: TargetRecord,
): Promise<PublishError | undefined> {
  const { host, output, session } = workbench
  output.write('info', message('publish.running', { target: target.name }))
  const answer = await host.api.publish.start(version, target.id)
  if (!answer.ok) return answer.error
  session.set({ panel: 'instances', panelOpen: true })
  tell(workbench, answer.value)
  return undefined
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
