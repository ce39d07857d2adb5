import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** Zones of the machine in which the same cases have to print the same bytes. */
export const ZONES = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Asia/Kathmandu'] as const

const TOP = join(import.meta.dirname, '../../..')

/** A digest of everything that the cases of these files print, for each zone. */
export async function digestsByZone(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const digests = await Promise.all(ZONES.map((zone) => digestIn(zone, files)))
  return new Map(ZONES.map((zone, i) => [zone, digests[i] ?? '']))
}

function digestIn(zone: string, files: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256')
    let bytes = 0
    const child = spawn(process.execPath, [join(TOP, 'main/cli/millrace.ts'), 'replay', ...files], {
      env: { ...process.env, TZ: zone },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout.on('data', (data: Buffer) => {
      hash.update(data)
      bytes += data.length
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0 && bytes > 0) resolve(hash.digest('hex'))
      else reject(new Error(`replay in ${zone} ended with ${code} after ${bytes} bytes`))
    })
  })
}
