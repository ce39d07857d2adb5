import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** How to start a harness that reads cases on its standard input and prints what Flink does with them. */
export interface FlinkHome {
  readonly command: readonly [string, ...string[]]
  readonly environment: NodeJS.ProcessEnv
}

const HERE = import.meta.dirname
const NEIGHBOUR = resolve(HERE, '../../../../shared/oracle')

/** A harness in a folder that was named or lies beside the project, else the project's own. */
export function findFlink(named: string | undefined): FlinkHome | string {
  const folder = named ?? (existsSync(join(NEIGHBOUR, 'oracle.sh')) ? NEIGHBOUR : undefined)
  if (folder === undefined) return ownFlink()
  const script = join(folder, 'oracle.sh')
  if (!existsSync(script)) return `There is no oracle.sh in ${folder}.`
  return { command: ['bash', script, '-'], environment: process.env }
}

const cacheFolder = (): string => join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'millrace-flink')

function ownFlink(): FlinkHome | string {
  const cache = cacheFolder()
  const jar = join(cache, 'flink-harness.jar')
  const libraries = join(cache, 'lib')
  if (!existsSync(jar) || !existsSync(libraries)) {
    const missing = missingTools()
    return `Real Flink is not set up: run npm run fuzz -- --set-up (downloads Flink 2.2.0 from Maven Central into ${cache}, about 200 MB)${
      missing.length === 0 ? '' : `; first install ${missing.join(' and ')}`
    }. Without it, --no-flink runs the self-checks alone.`
  }
  const temporary = join(cache, 'tmp')
  mkdirSync(temporary, { recursive: true })
  const opened = JAVA_OPENS.flatMap((name) => ['--add-opens', `java.base/${name}=ALL-UNNAMED`])
  return {
    command: [
      'java',
      '-Xmx1500m',
      '-XX:MaxMetaspaceSize=768m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      ...opened,
      '--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED',
      '--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED',
      '-Dfile.encoding=UTF-8',
      '-Duser.timezone=UTC',
      `-Djava.io.tmpdir=${temporary}`,
      '-classpath',
      `${jar}:${libraries}/*`,
      'flinkoracle.Oracle',
      '-',
    ],
    environment: process.env,
  }
}

/** What Flink's own start scripts open to it. */
const JAVA_OPENS = [
  'java.lang',
  'java.net',
  'java.io',
  'java.nio',
  'sun.nio.ch',
  'java.lang.reflect',
  'java.text',
  'java.time',
  'java.util',
  'java.util.concurrent',
  'java.util.concurrent.atomic',
  'java.util.concurrent.locks',
]

const missingTools = (): readonly string[] =>
  ['java', 'mvn'].filter((tool) => spawnSync(tool, ['-version']).error !== undefined).map((tool) => NAMES[tool] ?? tool)
const NAMES: Readonly<Record<string, string>> = { java: 'Java 17', mvn: 'Maven' }

/** Builds the harness and fetches Flink's libraries. Returns why it could not. */
export function setUpFlink(): string | undefined {
  const missing = missingTools()
  if (missing.length > 0) return `Install ${missing.join(' and ')} first.`
  const cache = cacheFolder()
  console.log(`Fetching Flink from Maven Central into ${cache}`)
  const { status } = spawnSync('mvn', ['-q', '-B', '-f', join(HERE, 'pom.xml'), `-DworkDir=${cache}`, 'package'], {
    stdio: 'inherit',
  })
  if (status !== 0) return 'Maven failed; its words are above.'
  console.log(`Ready: ${readdirSync(join(cache, 'lib')).length} libraries`)
  return undefined
}
