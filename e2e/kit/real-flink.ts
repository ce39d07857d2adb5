import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { projectTop } from '../../tools/module-graph.ts'

// A real Flink cluster with its SQL Gateway and Kafka, where the kit for it lies beside the project.

export interface RealFlink {
  readonly gatewayUrl: string
  readonly restUrl: string
  readonly kafka: string
  /** Makes a topic of one partition. */
  createTopic(topic: string): void
  /** Stops what was started here. */
  stop(): void
}

const kit = resolve(process.env['MILLRACE_ORACLE'] ?? join(projectTop, '../shared/oracle'))
const work =
  process.env['ORACLE_WORK'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'millrace-oracle')

export const realFlinkIsHere = existsSync(join(kit, 'sql-gateway.sh'))

export const skipLine = `SKIPPED against real Flink: there is no ${kit}`

function run(script: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(join(kit, script), args, { encoding: 'utf8', timeout: 600_000 })
  if (status !== 0) throw new Error(`${script} ${args.join(' ')}: ${stderr}${stdout}`)
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  )

export async function startRealFlink(): Promise<RealFlink> {
  if (!existsSync(join(work, 'flink/flink/lib'))) {
    console.log('Setting up real Flink once (a few minutes)')
    run('setup.sh')
  }
  const started: (readonly [script: string])[] = []
  const ensure = async (url: string, script: string) => {
    if (await answers(url)) return
    run(script, 'start')
    started.push([script])
  }
  await ensure('http://localhost:8081/overview', 'flink-cluster.sh')
  await ensure('http://localhost:8083/v1/info', 'sql-gateway.sh')
  // Says "already runs" when it does; then it is left running.
  run('kafka.sh', 'start')
  return {
    gatewayUrl: 'http://localhost:8083',
    restUrl: 'http://localhost:8081',
    kafka: 'localhost:9092',
    createTopic: (topic) =>
      run('kafka.sh', 'topics', '--create', '--if-not-exists', '--topic', topic, '--partitions', '1'),
    stop: () => {
      if (started.length === 0) return
      for (const [script] of started.reverse()) run(script, 'stop')
      run('kafka.sh', 'stop')
    },
  }
}
