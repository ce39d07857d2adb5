#!/usr/bin/env node
// `npm test` on any machine with git, Node 20 and npm: sets up what is missing, then runs the unit
// tests and the browser tests on the Node that the project brings. Says what it does, never asks.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from '../main/launch/set-up.mjs'

const top = fileURLToPath(new URL('..', import.meta.url))
const node = `${top}node_modules/.bin/node`

/** @param {string} what @param {string[]} command */
function step(what, command) {
  console.log(`\n# ${what}`)
  const { status } = spawnSync(command[0], command.slice(1), {
    cwd: top,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${top}node_modules/.bin:${process.env.PATH}` },
  })
  return status === 0
}

ensureInstalled()
const only = process.argv[2]
const wanted = (/** @type {string} */ part) => only === undefined || only === part
const failures = []

if (wanted('units') && !step('Unit tests', [node, 'node_modules/vitest/vitest.mjs', 'run'])) failures.push('unit tests')
if (wanted('browser')) {
  const { findChromium } = await import('./chromium.mjs')
  const chromium = findChromium({ install: true })
  if (chromium === undefined) failures.push('browser tests: no Chromium')
  else {
    process.env.MILLRACE_CHROMIUM = chromium
    if (!step('Build of the window', [node, 'tools/build.ts', 'renderer'])) failures.push('build of the window')
    else if (
      !step('Browser tests', [node, 'node_modules/vitest/vitest.mjs', 'run', '--config', 'e2e/vitest.config.ts'])
    )
      failures.push('browser tests')
  }
}
console.log(failures.length === 0 ? '\nAll tests passed.' : `\nFailed: ${failures.join(', ')}.`)
process.exitCode = failures.length === 0 ? 0 : 1
