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

/**
 * Sends the content in parts and returns the host's name for it. A cancelled upload leaves nothing behind
 * and returns undefined.
 */
export async function sendPack(
  packs: HostApi['packs'],
  content: PackContent,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<string | undefined> {
  const { upload } = await packs.startUpload(content.name, content.size)
  for (let offset = 0; offset < content.size && !signal.aborted; offset += PART) {
    await packs.uploadPart(upload, offset, await content.slice(offset, Math.min(offset + PART, content.size)))
    onProgress(Math.min(offset + PART, content.size))
  }
  if (!signal.aborted) return upload
  await packs.cancelUpload(upload)
  return undefined
}

/** 'orders 2024.csv' makes the pack 'orders-2024'. */
export function packName(fileName: string): string {
  const base = fileName.replace(/\.(ndjson|jsonl|json|csv|tsv|txt)$/i, '')
  return base.trim().replace(/\s+/g, '-') || 'pack'
}
