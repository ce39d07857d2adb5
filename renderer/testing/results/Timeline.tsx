import { useState } from 'react'
import type { TestReport } from '../../bridge/contract.ts'
import { recordOf } from '../../state/document.ts'
import { useDocument, useTranslate } from '../../state/WorkbenchContext.tsx'
import { Select } from '../../ui/Select.tsx'
import { shapeTimeline } from './timeline-scale.ts'

const WIDTH = 262
const HEIGHT = 232
const BOX = { left: 46, right: WIDTH - 12, top: 26, bottom: HEIGHT - 30 }

/** When rows happened and when they came, with the watermark as it stood: why a row was late. */
export function Timeline({ sources }: { sources: TestReport['timeline'] }) {
  const t = useTranslate()
  const records = useDocument((state) => state.records)
  const [chosen, setChosen] = useState<string>()
  const source =
    sources.find((candidate) => candidate.node === chosen) ??
    sources.find((candidate) => candidate.points.some((point) => point.late)) ??
    sources[0]
  const shape = source === undefined ? undefined : shapeTimeline(source, BOX)
  if (source === undefined || shape === undefined) return null
  return (
    <figure className="timeline">
      {sources.length > 1 ? (
        <Select
          label={t('results.timeline.source')}
          value={source.node}
          choices={sources.map(({ node }) => ({ value: node, label: recordOf(records, 'node', node)?.name ?? node }))}
          onChange={setChosen}
        />
      ) : null}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('results.timeline')}>
        <text className="timeline-axis" x={BOX.left} y={14}>
          {t('results.timeline.time')}
        </text>
        <text className="timeline-axis" x={BOX.right} y={HEIGHT - 8} textAnchor="end">
          {t('results.timeline.arrival')}
        </text>
        {shape.ticks.map((tick) => (
          <g key={tick.time}>
            <line className="timeline-grid" x1={BOX.left} x2={BOX.right} y1={tick.y} y2={tick.y} />
            <text className="timeline-axis" x={BOX.left - 4} y={tick.y + 3} textAnchor="end">
              {clock(tick.time)}
            </text>
          </g>
        ))}
        <path className="timeline-watermark" d={shape.watermark} />
        {shape.watermark === '' ? null : (
          <text className="timeline-watermark-name" x={BOX.right} y={14} textAnchor="end">
            {t('results.timeline.watermark')}
          </text>
        )}
        {shape.points.map((point, index) =>
          point.late ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in the arrival
            <path key={index} className="timeline-late" d={`M${point.x} ${point.y - 4}l4 7h-8z`} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in the arrival
            <circle key={index} className="timeline-point" cx={point.x} cy={point.y} r={2.5} />
          ),
        )}
      </svg>
      {shape.late === 0 ? null : (
        <figcaption className="timeline-caption">{t('results.timeline.late', { count: shape.late })}</figcaption>
      )}
    </figure>
  )
}

/** Event times carry no zone of their own here: they show as the rows do. */
const clock = (time: number): string => new Date(time).toISOString().slice(11, 16)
