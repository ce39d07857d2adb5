import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage, statFile } from '@electron/asar'
import electronPackage from 'electron/package.json' with { type: 'json' }
import { build, Platform } from 'electron-builder'
import { projectTop } from './module-graph.ts'

// Packages against a stand-in for Electron's binary (which is downloaded elsewhere) and opens the
// result: is everything where it belongs? Run after `npm run build`.

const stub = join(projectTop, 'out/stub-electron')
rmSync(stub, { recursive: true, force: true })
mkdirSync(join(stub, 'locales'), { recursive: true })
mkdirSync(join(stub, 'resources'))
writeFileSync(join(stub, 'electron'), '#!/bin/sh\necho "a stand-in for Electron"\n')
chmodSync(join(stub, 'electron'), 0o755)
writeFileSync(join(stub, 'version'), electronPackage.version)
for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak']) writeFileSync(join(stub, name), '')

await build({
  targets: Platform.LINUX.createTarget('dir'),
  projectDir: projectTop,
  publish: 'never',
  // Fuses are flipped inside the real binary; a stand-in has none.
  config: {
    extends: 'electron-builder.yml',
    electronDist: stub,
    electronVersion: electronPackage.version,
    electronFuses: null,
  },
})

const asar = join(projectTop, 'dist-pkg/linux-unpacked/resources/app.asar')
const files = new Set(listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/')))
const binding = `/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`

const checks: readonly (readonly [what: string, holds: () => boolean])[] = [
  ['the main bundle is in the archive', () => files.has('/out/main.mjs')],
  ['the preload script is in the archive', () => files.has('/out/preload.cjs')],
  ['the engine process is in the archive', () => files.has('/out/engine-process.mjs')],
  ['the window is in the archive', () => files.has('/out/renderer/index.html')],
  ['the sample workspace is in the archive', () => [...files].some((file) => file.startsWith('/resources/sample/'))],
  [
    'package.json points at the main bundle',
    () => JSON.parse(extractFile(asar, 'package.json').toString()).main === 'out/main.mjs',
  ],
  [
    'the native module of this platform is unpacked',
    () => 'unpacked' in statFile(asar, binding.slice(1)) && statFile(asar, binding.slice(1)).unpacked === true,
  ],
  [
    'no native module of another platform came along',
    () => [...files].filter((file) => file.endsWith('.node')).length === 1,
  ],
  ['no source file came along', () => ![...files].some((file) => /^\/(app|main|renderer|tools|e2e)\//.test(file))],
]

let broken = 0
for (const [what, holds] of checks) {
  const ok = holds()
  if (!ok) broken++
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${what}`)
}
console.log(`${checks.length - broken} passed, ${broken} failed`)
process.exitCode = broken === 0 ? 0 : 1
