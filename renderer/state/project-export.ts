import type { HostApi, StoreError } from '../bridge/contract.ts'

export type Exported =
  | { readonly tag: 'done'; readonly fileName: string; readonly zip: Blob }
  | { readonly tag: 'cancelled' }
  | { readonly tag: 'failed'; readonly error: StoreError }

/** Fetches the project's zip part by part. The parts become blobs at once: the browser may keep those on disk. */
export async function exportProject(
  workspace: Pick<HostApi['workspace'], 'startExport' | 'exportPart' | 'cancelExport'>,
  project: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Exported> {
  const started = await workspace.startExport(project)
  if (!started.ok) return { tag: 'failed', error: started.error }
  const { export: id, fileName } = started.value
  const parts: Blob[] = []
  while (!signal.aborted) {
    const part = await workspace.exportPart(id)
    if (!part.ok) return { tag: 'failed', error: part.error }
    const { bytes, share, isLast } = part.value
    if (bytes.length > 0) parts.push(new Blob([new Uint8Array(bytes)]))
    if (isLast) return { tag: 'done', fileName, zip: new Blob(parts, { type: 'application/zip' }) }
    if (!signal.aborted) onProgress(share)
  }
  await workspace.cancelExport(id)
  return { tag: 'cancelled' }
}
