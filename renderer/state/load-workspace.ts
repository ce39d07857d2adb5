import { isEmptyDiff } from '../../app/base/diff.ts'
import type { LoadedWorkspace } from '../bridge/contract.ts'
import { message } from '../i18n/translate.ts'
import { recordsOf } from './document.ts'
import { describeStoreError } from './store-errors.ts'
import { canApply } from './unsaved.ts'
import type { Workbench } from './workbench.ts'

/** Opens what the host has; unsaved edits, of this window or of one that died, are put back on top. */
export async function loadWorkspace(workbench: Workbench): Promise<boolean> {
  const { host, document, session, notifications, output } = workbench
  const answer = await host.api.workspace.load()
  if (!answer.ok) {
    const title = describeStoreError(answer.error)
    output.write('error', title)
    session.set({ loading: title })
    notifications.show({ severity: 'error', title, details: JSON.stringify(answer.error, null, 2) })
    return false
  }
  const { records, revision, lock, mine } = answer.value
  const mineBefore = document.get().unsaved
  document.replace(records, revision)
  document.setWritable(mine)
  session.set(({ project }) => ({
    loading: 'loaded',
    lock: { holder: lock, mine },
    project: chooseProject(records, project),
  }))
  if (!isEmptyDiff(mineBefore)) putBack(workbench, mineBefore)
  if (mine) recoverDrafts(workbench, answer.value, !isEmptyDiff(mineBefore))
  return true
}

function chooseProject(records: LoadedWorkspace['records'], before: string | undefined): string | undefined {
  const projects = recordsOf(new Map(records.map((record) => [record.id, record])), 'project')
  return (projects.find((project) => project.id === before) ?? projects[0])?.id
}

function putBack({ document, notifications }: Workbench, diff: LoadedWorkspace['drafts'][number]['diff']): boolean {
  const fits = canApply(document.get().records, diff)
  if (fits && document.edit(diff, message('edit.restore'))) return true
  // What was typed is not lost: it can be copied, and the draft stays with the host.
  notifications.show({
    severity: 'warning',
    title: message('draft.conflict'),
    details: JSON.stringify(diff, null, 2),
  })
  return false
}

/** A window that was reloaded finds its own draft; one that still has its edits needs none. */
function recoverDrafts(workbench: Workbench, { drafts }: LoadedWorkspace, hasEdits: boolean): void {
  const { host, session, document, notifications, execute } = workbench
  // Later edits stand on the restored ones: then undo, step by step, is the way back.
  const discard = (): void => {
    if (document.get().history.undo.at(-1)?.label.key === 'edit.restore') execute('edit.undo')
  }
  const mine = session.get().info.session
  for (const draft of drafts) {
    const isOwn = draft.session === mine
    if ((isOwn && hasEdits) || isEmptyDiff(draft.diff) || !putBack(workbench, draft.diff)) continue
    notifications.show({
      severity: 'info',
      title: message('draft.restored'),
      actions: [{ label: message('draft.discard'), run: discard }],
    })
    if (isOwn) continue
    // Dropped only once these edits are safe in a draft of this window.
    void workbench.saving.flushDraft().then(() => host.api.workspace.dropDraft(draft.session))
  }
}
