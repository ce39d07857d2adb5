import { compileForTarget } from '../../app/compile/compile-for-target.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'
import { analyzeFlow } from '../../app/testing/analyze-flow.ts'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { openProject, tellOpenFailure } from './open-project.ts'
import { problemJson, problemLine } from './problem-place.ts'
import { misuse, readFlags } from './read-flags.ts'

const HELP = `Usage: millrace compile PATH [options]

Prints the Flink SQL script of a flow. PATH is the folder of a flow, or a workspace or project
together with --flow.

  --flow NAME   which flow, where PATH holds several
  --target      print the statements one by one, as a SQL Gateway takes them
  --json        print one JSON document: script, statements, problems

Exit code: 0 compiled, 1 the flow has errors, 2 wrong usage, 3 something cannot be read.`

export const compile: Command = (args) => {
  const flags = readFlags('compile', HELP, args, {
    json: { type: 'boolean' },
    flow: { type: 'string' },
    target: { type: 'boolean' },
  })
  if (typeof flags === 'number') return flags
  const { values, positionals } = flags
  const [path = '.', ...more] = positionals
  if (more.length > 0) return misuse('compile', 'one flow at a time')
  const opened = openProject(path)
  if (!opened.ok) return tellOpenFailure('compile', opened.error)
  const project = opened.value
  const flows = project.flows.filter(({ name }) => values.flow === undefined || name === values.flow)
  const [flow] = flows
  const names = project.flows.map(({ name }) => name).join(', ')
  if (flow === undefined) return misuse('compile', `there is no such flow; there are: ${names}`)
  if (flows.length > 1) return misuse('compile', `say which flow with --flow: ${names}`)
  const graph = createFlowGraph(project.records.values(), flow.id)
  if (graph === undefined) return misuse('compile', 'there is no such flow')
  const { compiled, problems } = analyzeFlow(graph)
  const target = compileForTarget(compiled)
  const statements = [...target.settings, ...target.definitions, ...(target.job === undefined ? [] : [target.job])]
  if (values.json) {
    const found = problems.map((problem) => problemJson(problem, project))
    console.log(JSON.stringify({ script: compiled.script, statements, problems: found }, undefined, 2))
  } else {
    for (const problem of problems) console.error(problemLine(problem, project))
    console.log(values.target ? statements.join('\n\n') : compiled.script.trimEnd())
  }
  return problems.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.ok
}
