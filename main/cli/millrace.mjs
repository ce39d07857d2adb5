#!/usr/bin/env node
// The command `millrace`. Needs only Node 20: what it starts runs on the Node that the project brings,
// from the start image where there is one (DESIGN.md), else from source.
import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const top = fileURLToPath(new URL('../..', import.meta.url))
const ownNode = `${top}node_modules/.bin/node`
const node = existsSync(ownNode) ? ownNode : process.execPath
const image = `${top}out/cli/start.image`
const source = `${top}main/cli/millrace.ts`

const how = process.env.MILLRACE_START
const hasImage = how !== 'stale' && (timeOf(image) ?? 0) > (timeOf(node) ?? 0)
// An image holds only for the options of Node that it was made with.
const fromImage = hasImage && how !== 'source' && !process.env.NODE_OPTIONS
if (!hasImage && how !== 'source' && !process.env.CI) makeImage()
become([
  ...(fromImage ? ['--no-rehash-snapshot', '--snapshot-blob', image] : ['--disable-warning=ExperimentalWarning']),
  source,
])

/** For the next time, once nobody changes the sources any more. */
function makeImage() {
  const maker = `${top}tools/start-image.ts`
  if (existsSync(maker)) spawn(node, [maker], { cwd: top, detached: true, stdio: 'ignore' }).unref()
}

/** @param {string[]} words */
function become(words) {
  const all = [...words, ...process.argv.slice(2)]
  if (process.execve && process.platform !== 'win32') process.execve(node, [node, ...all])
  const child = spawn(node, all, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 130
  })
}

/** @param {string} path @returns {number | undefined} */
function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}
