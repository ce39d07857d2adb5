import { readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100
const CLOCK_SLACK_MS = 3000

/**
 * Whether the process that said `since` that it lives still does. Where the system tells when a
 * process began (Linux), one that began later merely got its number.
 */
export function isProcessAlive(pid: number, since: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const began = processStart(pid)
  return began === undefined || began <= since + CLOCK_SLACK_MS
}

function processStart(pid: number): number | undefined {
  try {
    // The name, in parentheses, may hold anything: fields are counted from behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
    const boot = Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'latin1'))?.[1])
    const began = (boot + ticks / TICKS_PER_SECOND) * 1000
    return Number.isFinite(began) ? began : undefined
  } catch {
    return undefined
  }
}
