import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isStale } from './freshness.mjs'

const top = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = ['renderer', 'app', 'main', 'vite.config.ts', 'package-lock.json'].map((path) => `${top}${path}`)
const PRODUCTS = ['out/renderer/index.html', 'out/engine-process.mjs', 'out/main.mjs'].map((path) => `${top}${path}`)

/** Builds what the program is started from, where the sources are younger; says so. False: the build failed. */
export function ensureBuilt() {
  if (!PRODUCTS.some((product) => isStale(SOURCES, product))) return true
  console.log('Building (sources have changed)')
  return spawnSync(`${top}node_modules/.bin/node`, ['tools/build.ts'], { cwd: top, stdio: 'inherit' }).status === 0
}
