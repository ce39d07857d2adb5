import { useMemo } from 'react'
import { compileFlow } from '../../app/compile/compile-flow.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'
import { useStore } from '../state/store.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'

/** The SQL segment of a flow tab: the script that the flow compiles to. */
export function SqlView({ flow }: { flow: string }) {
  const t = useTranslate()
  const records = useDocument((state) => state.records)
  const check = useStore(useWorkbench().problems, (state) => state.byFlow.get(flow)?.check)
  const script = useMemo(() => {
    const graph = createFlowGraph(records.values(), flow)
    const columns = new Map(check?.columns.map((found) => [found.node, found.columns]))
    return graph === undefined ? '' : compileFlow(graph, (node) => columns.get(node.id)).script
  }, [records, flow, check])
  return (
    <pre className="sql-script mono" role="document" aria-label={t('flow.view.sql')}>
      {script}
    </pre>
  )
}
