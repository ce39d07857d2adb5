import type { VersionRecord } from '../../app/flow/records.ts'
import type { Problem } from '../bridge/contract.ts'
import type { Workbench } from '../state/workbench.ts'
import type { PublishError } from './publish-error.ts'

export type Submitted =
  | { readonly kind: 'made'; readonly version: VersionRecord }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'failed'; readonly error: PublishError }

/** Saves what is open, then asks the host for the next version: what is submitted is what was saved. */
export async function submitVersion({ saving, host }: Workbench, flow: string, note: string): Promise<Submitted> {
  if (!(await saving.save())) return { kind: 'unsaved' }
  const answer = await host.api.publish.submit(flow, note)
  if (answer.ok) return { kind: 'made', version: answer.value }
  return answer.error.tag === 'invalid'
    ? { kind: 'invalid', problems: answer.error.problems }
    : { kind: 'failed', error: answer.error }
}
