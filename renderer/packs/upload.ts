import type { HostApi } from '../bridge/contract.ts'

/** What is to become a pack: a chosen file, or text that was typed. */
export interface PackContent {
  readonly name: string
  readonly size: number
  slice(from: number, to: number): Promise<Uint8Array>
}

export const fileContent = (file: File): PackContent => ({
  name: file.name,
  size: file.size,
  slice: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
})

export function textContent(name: string, text: string): PackContent {
  const bytes = new TextEncoder().encode(text)
  return { name, size: bytes.length, slice: async (from, to) => bytes.subarray(from, to) }
}

const PART = 1024 * 1024

/** What the host needs to have before it can look at a file, and as much of it as it looks at. */
const LOOKS = [1024 * 1024, 4 * 1024 * 1024]

export interface SendListener {
  /** The host can look at the first bytes, or at more of them than before, while the rest is on its way. */
  onHead(upload: string): void
  onProgress(bytes: number): void
}

/** `reason` is absent where it was cancelled. */
export type Sent = { readonly ok: true } | { readonly ok: false; readonly reason?: string }

/** Sends the content in parts. A cancelled upload leaves nothing behind. */
export async function sendPack(
  packs: HostApi['packs'],
  content: PackContent,
  signal: AbortSignal,
  { onHead, onProgress }: SendListener,
): Promise<Sent> {
  const started = await packs.startUpload(content.name, content.size)
  if (!started.ok) return { ok: false, reason: failureText(started.error) }
  const { upload } = started.value
  for (let offset = 0; !signal.aborted; ) {
    const end = Math.min(offset + PART, content.size)
    const taken = await packs.uploadPart(upload, offset, await content.slice(offset, end))
    if (!taken.ok) return { ok: false, reason: failureText(taken.error) }
    onProgress(end)
    if (end === content.size ? offset < (LOOKS.at(-1) ?? 0) : LOOKS.includes(end)) onHead(upload)
    if (end === content.size) return { ok: true }
    offset = end
  }
  await packs.cancelUpload(upload)
  return { ok: false }
}

export const failureText = (error: { readonly tag: string; readonly message?: string }): string =>
  error.message ?? error.tag

/** 'orders 2024.csv' makes the pack 'orders-2024'. */
export function packName(fileName: string): string {
  const base = fileName.replace(/\.(ndjson|jsonl|json|csv|tsv|txt)$/i, '')
  return base.trim().replace(/\s+/g, '-') || 'pack'
}
