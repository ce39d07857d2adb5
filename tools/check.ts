import { spawn } from 'node:child_process'
import { projectTop } from './module-graph.ts'

// Everything that can be said about the code without running it, side by side. Zero warnings.

interface Step {
  readonly name: string
  readonly command: readonly string[]
}

const STEPS: readonly Step[] = [
  { name: 'types of app', command: ['tsc', '-p', 'app/tsconfig.json'] },
  { name: 'types of main and tests', command: ['tsc', '-p', 'tsconfig.node.json'] },
  { name: 'types of renderer', command: ['tsc', '-p', 'renderer/tsconfig.json'] },
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'layers and cycles', command: ['vitest', 'run', '--reporter=dot', 'app/layers.test.ts'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
]

function run(
  step: Step,
): Promise<{ readonly step: Step; readonly ok: boolean; readonly output: string; readonly seconds: number }> {
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${step.command[0]}`, step.command.slice(1), { cwd: projectTop })
    let output = ''
    child.stdout.on('data', (text) => {
      output += text
    })
    child.stderr.on('data', (text) => {
      output += text
    })
    child.on('error', (error) => resolve({ step, ok: false, output: String(error), seconds: 0 }))
    child.on('close', (code) =>
      resolve({ step, ok: code === 0, output, seconds: (performance.now() - started) / 1000 }),
    )
  })
}

const results = await Promise.all(STEPS.map(run))
for (const { step, ok, output, seconds } of results) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${step.name} (${seconds.toFixed(1)} s)`)
  if (!ok) console.log(output.trim())
}
const broken = results.filter((result) => !result.ok)
console.log(`${results.length - broken.length} passed, ${broken.length} failed`)
process.exitCode = broken.length === 0 ? 0 : 1
