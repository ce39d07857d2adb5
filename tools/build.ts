import { type BuildOptions, build as bundle } from 'esbuild'
import { build as buildWindow } from 'vite'
import { makeStartImage, startImage } from './make-start-image.ts'
import { projectTop } from './module-graph.ts'

// Bundles what has to be bundled: the window, and for the package Electron's main, preload and engine
// process; and makes the start image of the command line. Everything else runs from source.
// `node tools/build.ts [renderer]`

/** CommonJS packages inside an ESM bundle still call `require` for Node's own modules. */
const requireForBundledPackages =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

await buildWindow({ root: `${projectTop}/renderer`, configFile: `${projectTop}/vite.config.ts`, logLevel: 'warn' })

if (process.argv[2] !== 'renderer') {
  const common = {
    bundle: true,
    platform: 'node',
    target: 'node24',
    external: ['electron', 'better-sqlite3'] as string[],
    logLevel: 'warning',
    absWorkingDir: projectTop,
  } satisfies BuildOptions
  await Promise.all([
    bundle({
      ...common,
      entryPoints: ['main/electron/main.ts'],
      format: 'esm',
      outfile: 'out/main.mjs',
      banner: { js: requireForBundledPackages },
    }),
    bundle({ ...common, entryPoints: ['main/electron/preload.ts'], format: 'cjs', outfile: 'out/preload.cjs' }),
    bundle({
      ...common,
      entryPoints: ['main/engine/engine-process.ts'],
      format: 'esm',
      outfile: 'out/engine-process.mjs',
    }),
    // Nothing but time is lost without it.
    makeStartImage(startImage).catch((problem) => console.warn(String(problem))),
  ])
}
