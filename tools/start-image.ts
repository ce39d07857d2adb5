import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { makeStartImage, startImage } from './make-start-image.ts'

// Makes the start image in the background, for the next start: behind everybody else's work, one at a time,
// and none of sources that somebody is at work on.

const AT_REST_MS = 10_000
/** Who holds the lock for longer has died. */
const LOCK_MS = 60_000

const folder = dirname(startImage)
const lock = join(folder, 'making')

mkdirSync(folder, { recursive: true })
const held = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
if (held !== undefined && held < Date.now() - LOCK_MS) rmSync(lock, { force: true })
if (takeLock()) {
  try {
    setPriority(19)
    await makeStartImage(startImage, AT_REST_MS)
  } finally {
    rmSync(lock, { force: true })
  }
}

function takeLock(): boolean {
  try {
    closeSync(openSync(lock, 'wx'))
    return true
  } catch {
    return false
  }
}
