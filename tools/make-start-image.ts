import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build as bundle, type Plugin } from 'esbuild'
import { type SourceStamp, stampSources } from '../main/cli/source-stamps.ts'
import { projectTop } from './module-graph.ts'

/** Where the launchers look for it. */
export const startImage = join(projectTop, 'out/cli/start.image')

/**
 * Makes the start image of the command line (main/cli/DESIGN.md); answers false, and makes none, when one
 * of its sources has changed within the last `atRestMs` or while it was read.
 */
export async function makeStartImage(file: string, atRestMs = 0): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-image-'))
  try {
    const newest = Date.now() - atRestMs
    const { program, stamps } = await bundleProgram()
    if (stamps.some(({ milliseconds }) => milliseconds > newest)) return false
    writeFileSync(join(folder, 'program.cjs'), program)
    writeFileSync(join(folder, 'stamps.json'), JSON.stringify(stamps))
    const words = ['--snapshot-blob', 'image', '--build-snapshot', 'program.cjs', 'stamps.json']
    // No options from outside: the image fits only a process with the same.
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', env: {} })
    if (status !== 0) throw new Error(`The start image cannot be made: ${stderr}`)
    put(join(folder, 'image'), file)
    return true
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** In one step: whoever starts meanwhile finds the old image or the new one. */
function put(made: string, file: string): void {
  const near = `${file}.${process.pid}`
  mkdirSync(dirname(file), { recursive: true })
  copyFileSync(made, near)
  renameSync(near, file)
}

async function bundleProgram(): Promise<{ readonly program: Uint8Array; readonly stamps: readonly SourceStamp[] }> {
  const { outputFiles, metafile } = await bundle({
    entryPoints: ['main/cli/image-program.ts'],
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node24', write: false, outfile: 'program.cjs' },
    ...{ metafile: true, absWorkingDir: projectTop, logLevel: 'error', minifyWhitespace: true },
    define: { 'import.meta.url': 'programAddress.url' },
    banner: { js: PROGRAM_ADDRESS },
    plugins: [lateNativeModule],
  })
  const sources = Object.keys(metafile.inputs).filter((path) => !path.startsWith(`${LATE}:`))
  return {
    program: outputFiles[0]?.contents ?? new Uint8Array(),
    stamps: stampSources(projectTop, ['tools/make-start-image.ts', ...sources]),
  }
}

/** Known only when the process starts: a project may be moved with its image. All who ask are in `main/cli`. */
const PROGRAM_ADDRESS =
  "const programAddress = { get url() { return require('node:url').pathToFileURL(process.argv[1]).href } };"

const LATE = 'late'

/** An image has no native modules: this one is loaded when a database is opened. */
const lateNativeModule: Plugin = {
  name: LATE,
  setup(build) {
    build.onResolve({ filter: /^better-sqlite3$/ }, ({ path }) => ({ path, namespace: LATE }))
    build.onLoad({ filter: /./, namespace: LATE }, ({ path }) => ({
      contents: `const load = () => require('node:module').createRequire(programAddress.url)('${path}')
module.exports = function (...words) { return new (load())(...words) }`,
    }))
  },
}
