import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PROBE_MS = 3_000
const DOWNLOADS = 'https://github.com/electron/electron/releases/download/'

export type FoundElectron = { readonly path: string } | { readonly missing: string }

/**
 * Electron's binary, which its package downloads apart. Tried only when the place answers at once: a
 * start never waits for a network that is not there.
 */
export async function findElectron(folder: string, say: (text: string) => void): Promise<FoundElectron> {
  const found = installedElectron(folder)
  if (found !== undefined) return { path: found }
  const base = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? DOWNLOADS
  const reason = await unreachable(base)
  if (reason !== undefined) return { missing: `Electron's binary is not installed and its download ${reason}.` }
  say("Downloading Electron's binary (about 120 MB, once)")
  const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const path = installedElectron(folder)
  return status === 0 && path !== undefined ? { path } : { missing: "Electron's binary could not be downloaded." }
}

function installedElectron(folder: string): string | undefined {
  const binary = join(folder, 'path.txt')
  if (!existsSync(binary)) return undefined
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  const path = join(dist, readFileSync(binary, 'utf8').trim())
  return existsSync(path) ? path : undefined
}

async function unreachable(address: string): Promise<string | undefined> {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) })
    return undefined
  } catch (thrown) {
    const isTimeout = thrown instanceof Error && thrown.name === 'TimeoutError'
    return isTimeout ? `does not answer within ${PROBE_MS / 1000} s` : 'cannot be reached'
  }
}
