import { useReactFlow, useStore } from '@xyflow/react'
import { useTranslate } from '../state/WorkbenchContext.tsx'
import { IconButton } from '../ui/Button.tsx'

export function CanvasTools() {
  const t = useTranslate()
  const { zoomIn, zoomOut, zoomTo, fitView } = useReactFlow()
  const zoom = useStore((state) => state.transform[2])
  return (
    <div className="canvas-tools" role="toolbar" aria-label={t('canvas.tools')}>
      <IconButton icon="plus" label={t('command.canvas.zoomIn')} onClick={() => void zoomIn()} />
      <button type="button" aria-label={t('command.canvas.zoomReset')} onClick={() => void zoomTo(1)}>
        {t('canvas.zoom', { percent: Math.round(zoom * 100) })}
      </button>
      <IconButton icon="minus" label={t('command.canvas.zoomOut')} onClick={() => void zoomOut()} />
      <button
        type="button"
        aria-label={t('command.canvas.fit')}
        onClick={() => void fitView({ maxZoom: 1, padding: 0.08 })}
      >
        {t('canvas.fit')}
      </button>
    </div>
  )
}
