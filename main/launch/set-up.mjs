import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Plain JavaScript for Node 20: runs before anything is installed.

const top = fileURLToPath(new URL('../..', import.meta.url))
const WANTED_NODE = 24

/**
 * Installs what the lockfile names, unless it is all there. Says what it does and why; ends the
 * process with a sentence when it cannot.
 */
export function ensureInstalled() {
  const missing = findMissing()
  if (missing !== undefined) {
    console.log(`Installing dependencies from package-lock.json with npm (${missing})`)
    install()
  }
  if (ownNodeVersion() < WANTED_NODE) {
    // Where install scripts are off, npm leaves the binary of the package "node" out.
    console.log(`Fetching Node ${WANTED_NODE}, on which Millrace runs, with npm rebuild node`)
    const complaint = npm('rebuild', 'node', '--ignore-scripts=false')
    if (complaint !== undefined) console.error(complaint)
  }
  if (ownNodeVersion() < WANTED_NODE) {
    fail(
      `node_modules/.bin/node is not Node ${WANTED_NODE}. Allow the install script of the package "node" and run npm ci again.`,
    )
  }
}

/** Why an installation is needed, or undefined. @returns {string | undefined} */
function findMissing() {
  const wanted = readPackages('package-lock.json')
  const installed = readPackages('node_modules/.package-lock.json')
  if (wanted === undefined) fail('package-lock.json is missing or cannot be read.')
  if (installed === undefined) return 'nothing is installed yet'
  for (const [path, { version, optional, link }] of Object.entries(wanted)) {
    if (path === '' || link) continue
    const found = installed[path]
    // Optional packages are for other systems, mostly: they may be absent, but not be another version.
    if (found === undefined ? !optional : found.version !== version) {
      return `${path.replace('node_modules/', '')} should be ${version} and is ${found?.version ?? 'not there'}`
    }
  }
  return undefined
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(`${top}${file}`, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** @returns {number} */
function ownNodeVersion() {
  const binary = `${top}node_modules/.bin/node`
  if (!existsSync(binary)) return 0
  const { stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' })
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? 0)
}

/**
 * `npm ci`, and where it refuses the lockfile `npm install`, with the same versions and without
 * writing: registries that lack the optional packages of other systems make npm ci believe that the
 * lockfile were out of date.
 */
function install() {
  const clean = npm('ci', '--loglevel=error')
  if (clean === undefined) return
  const kept = npm('install', '--no-save', '--loglevel=error')
  if (kept !== undefined) fail(`npm could not install.\n${clean}\n${kept}`)
}

/** What npm complained of, or undefined when it succeeded. @param {string[]} words @returns {string | undefined} */
function npm(...words) {
  // npm tells its scripts where it is; by name it is found through the shell on Windows only.
  const own = process.env.npm_execpath
  const [command, first] = own ? [process.execPath, [own]] : ['npm', []]
  const { status, error, stderr } = spawnSync(command, [...first, ...words], {
    cwd: top,
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
    shell: !own && process.platform === 'win32',
  })
  return status === 0 ? undefined : (error?.message ?? stderr)
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(`Millrace cannot start: ${sentence}`)
  process.exit(1)
}
