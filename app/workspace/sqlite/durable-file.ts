import { closeSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a file so that it is either there in full or not at all, also after a power cut. */
export function writeDurably(path: string, bytes: Uint8Array, probe: (step: string) => void = () => {}): void {
  const temporary = `${path}.${process.pid}.tmp`
  const file = openSync(temporary, 'w', 0o600)
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    probe('file written')
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
  probe('file renamed')
  syncFolder(dirname(path))
}

/** Gives a finished file its name; false when another process was first. */
export function publishFile(temporary: string, path: string): boolean {
  syncFile(temporary)
  try {
    linkSync(temporary, path)
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code
    if (code === 'EEXIST') {
      unlinkSync(temporary)
      return false
    }
    // A file system without hard links: the rename could replace a file made in this very moment.
    renameSync(temporary, path)
    syncFolder(dirname(path))
    return true
  }
  unlinkSync(temporary)
  syncFolder(dirname(path))
  return true
}

export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes names in a folder durable. Windows keeps its folders itself and cannot open them. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
