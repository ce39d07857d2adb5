import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { memo } from 'react'
import type { EdgeReport } from '../bridge/contract.ts'
import { edgeKinds, edgeRows } from '../state/runs.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'

export type FlowEdgeData = {
  readonly report: EdgeReport | undefined
  /** Late rows that the source node dropped. */
  readonly late: number
  /** Counts stand at the source, or at the target where the source has several edges. */
  readonly at: 'source' | 'target'
  /** Below the line, where the edge goes down: there is room. */
  readonly below: boolean
}
export type FlowCanvasEdge = Edge<FlowEdgeData, 'flow'>

export const FlowEdge = memo(function FlowEdge(props: EdgeProps<FlowCanvasEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data } = props
  const [path] = getBezierPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition })
  const report = data?.report
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={14} />
      {report === undefined || data === undefined || edgeRows(report) === 0 ? null : (
        <EdgeLabelRenderer>
          <EdgeCount
            edge={id}
            report={report}
            data={data}
            x={data.at === 'source' ? sourceX + 9 : targetX - 9}
            y={data.at === 'source' ? sourceY : targetY}
          />
        </EdgeLabelRenderer>
      )}
    </>
  )
})

interface EdgeCountProps {
  readonly edge: string
  readonly report: EdgeReport
  readonly data: FlowEdgeData
  readonly x: number
  readonly y: number
}

/** How many rows crossed and of which kinds; a click shows them. */
function EdgeCount({ edge, report, data, x, y }: EdgeCountProps) {
  const t = useTranslate()
  const { session } = useWorkbench()
  const rows = edgeRows(report)
  const anchor = data.at === 'source' ? '0%' : '-100%'
  const kinds = edgeKinds(report)
  return (
    <button
      type="button"
      className="edge-count nodrag nopan"
      aria-label={t('edge.rows', { count: rows, kinds })}
      style={{
        transform: `translate(${anchor}, ${data.below ? '30%' : '-130%'}) translate(${x}px, ${y}px)`,
      }}
      onClick={() => session.set({ panel: 'results', panelOpen: true, resultFocus: { edge } })}
    >
      {t.number(rows)} {kinds === '+I' ? null : <span className="edge-kinds">{kinds}</span>}
      {data.late > 0 ? <span className="warn">{t('node.late', { count: data.late })}</span> : null}
    </button>
  )
}
