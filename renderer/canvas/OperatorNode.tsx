import { Handle, type Node, type NodeProps, Position, useUpdateNodeInternals } from '@xyflow/react'
import { type CSSProperties, memo, useEffect } from 'react'
import { nodeKind } from '../../app/flow/kinds/registry.ts'
import type { NodeRecord } from '../../app/flow/records.ts'
import { useTranslate } from '../state/WorkbenchContext.tsx'
import { Icon } from '../ui/Icon.tsx'
import { nodeLook } from './nodes/registry.ts'

export interface NodeMarks {
  readonly errors: number
  readonly warnings: number
  readonly late: number
  /** Rows of a sink that were not as expected. */
  readonly failed: number
}
export type OperatorNodeData = {
  readonly record: NodeRecord
  /** Incoming edges: a node has a port for each, one at least. */
  readonly inputs: number
  readonly outputs: number
  readonly marks: NodeMarks
}
export type OperatorFlowNode = Node<OperatorNodeData, 'operator'>

/** Beyond so many edges they share one port. */
export const MAX_PORTS = 4

export const portCount = (edges: number): number => (edges > MAX_PORTS ? 1 : Math.max(1, edges))

/** Ports are spread over the height: 24 alone, 13 and 36 for two, as far as 58 pixels go. */
const portTop = (index: number, count: number): string => `${((index + 1) / (count + 1)) * 100}%`

export const OperatorNode = memo(function OperatorNode({ id, data, selected }: NodeProps<OperatorFlowNode>) {
  const t = useTranslate()
  const refresh = useUpdateNodeInternals()
  const { record, inputs, outputs, marks } = data
  const look = nodeLook(record.config.kind)
  const { icon, family } = look.refine?.(record.config) ?? look
  const { ports } = nodeKind(record.config.kind)
  const count = portCount(inputs)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ports moved, so where edges end must be measured anew
  useEffect(() => refresh(id), [refresh, id, count])
  return (
    <div
      className={`operator ${selected ? 'selected' : ''}`}
      style={{ '--family': `var(--${family})` } as CSSProperties}
    >
      <div className="operator-name">
        <Icon name={icon} size={15} />
        <span className="clip">{record.name}</span>
        <Marks marks={marks} />
      </div>
      <div className="operator-about clip">{look.subtitle(record.config, t)}</div>
      {ports.inputs.max === 0
        ? null
        : Array.from({ length: count }, (_, index) => (
            <Handle
              // biome-ignore lint/suspicious/noArrayIndexKey: a port is its position
              key={index}
              id={`in-${index}`}
              type="target"
              position={Position.Left}
              className={inputs > 0 ? 'port used' : 'port'}
              style={{ top: portTop(index, count) }}
            />
          ))}
      {ports.outputs.max === 0 ? null : (
        <Handle id="out" type="source" position={Position.Right} className={outputs > 0 ? 'port used' : 'port'} />
      )}
    </div>
  )
})

function Marks({ marks }: { marks: NodeMarks }) {
  const t = useTranslate()
  const { errors, warnings, late, failed } = marks
  const problems = errors > 0 ? errors : warnings
  return (
    <span className="operator-marks">
      {late > 0 ? <span className="badge warn">{t('node.late', { count: late })}</span> : null}
      {failed > 0 ? (
        <span className="badge bad" title={t('node.failed', { count: failed })}>
          {t.number(failed)}
        </span>
      ) : null}
      {problems > 0 && failed === 0 ? (
        <span className={`badge ${errors > 0 ? 'bad' : 'warn'}`} title={t('node.problems', { count: problems })}>
          {t.number(problems)}
        </span>
      ) : null}
    </span>
  )
}
