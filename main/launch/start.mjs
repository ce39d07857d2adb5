#!/usr/bin/env node
// `npm start` on any machine with Node 20 and npm: installs, builds when the sources are younger,
// and opens the window on the Node that the project brings.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './ensure-built.mjs'
import { ensureInstalled } from './set-up.mjs'

const top = fileURLToPath(new URL('../..', import.meta.url))
const node = `${top}node_modules/.bin/node`

ensureInstalled()
if (!ensureBuilt()) {
  console.error('Millrace cannot start: the build failed; its output is above.')
  process.exit(1)
}

const child = spawn(node, [`${top}main/launch/open.ts`, ...process.argv.slice(2)], {
  stdio: 'inherit',
  // What was compiled at one start is not compiled again at the next.
  env: { NODE_COMPILE_CACHE: `${top}out/compile-cache`, ...process.env },
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => child.kill(signal))
}
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 130
})
