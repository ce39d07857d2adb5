#!/usr/bin/env node
// The command `millrace`. Needs only Node 20: what it starts runs on the Node that the project brings.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ownNode = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))
const node = existsSync(ownNode) ? ownNode : process.execPath
const cli = fileURLToPath(new URL('./millrace.ts', import.meta.url))
const child = spawn(node, ['--disable-warning=ExperimentalWarning', cli, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 130
})
