import { createRandom } from '../base/random.ts'
import { build } from './build.ts'
import { VirtualClock } from './drive/virtual-clock.ts'
import { createExprCompiler } from './expr/codegen/compiler.ts'
import type { SinkListener } from './runtime/operators/sink/result-sink.ts'
import { describeNode } from './stream/describe-node.ts'
import type { StreamNode, StreamPlan } from './stream/node.ts'

const NOBODY: SinkListener = { row: () => undefined }

/** The functions that are generated for a job, as they are compiled, under the nodes that they are for. */
export function explainCodegen(plan: StreamPlan, config: ReadonlyMap<string, string>): string {
  const clock = new VirtualClock(0)
  const compiler = createExprCompiler({
    zone: config.get('table.local-time-zone') ?? 'UTC',
    now: clock.now,
    queryStart: 0,
    random: createRandom(0),
  })
  const begins: { readonly node: StreamNode; readonly at: number }[] = []
  build(plan, {
    ...{ compiler, config, environment: clock, listenerOf: () => NOBODY, checks: false },
    // asked for every node before anything is generated for it
    tracerOf: (node) => {
      begins.push({ node, at: compiler.sources.length })
      return undefined
    },
  })
  const sections = begins.map(({ node, at }, i) => {
    const sources = compiler.sources.slice(at, begins[i + 1]?.at)
    const texts = sources.map(({ name, text }) => `// ${name}\n${text.trim()}`)
    return [`// ---- ${describeNode(node)}`, ...texts].join('\n\n')
  })
  return sections.join('\n\n')
}
