import { useState } from 'react'
import type { PublicationRecord } from '../../app/flow/records.ts'
import type { Translate } from '../i18n/translate.ts'
import { recordOf } from '../state/document.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { ENDED, type WatchedInstance } from './instances.ts'
import { publishErrorText } from './publish-error.ts'

interface InstanceRowProps {
  readonly publication: PublicationRecord
  readonly instance: WatchedInstance | undefined
}

/** One publication: its job's state, or why there is none, and what can be done about it. */
export function InstanceRow({ publication, instance }: InstanceRowProps) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const target = useDocument((state) => recordOf(state.records, 'target', publication.target)?.name)
  const [open, setOpen] = useState(false)
  const seen = instance?.seen
  const exceptions = seen?.exceptions ?? []
  const isRunning = publication.state === 'published' && seen !== undefined && !ENDED.has(seen.state)
  return (
    <>
      <tr>
        <td>{publication.jobName}</td>
        <td>{target}</td>
        <td>
          <span className={`instance-state ${lookOf(publication, seen?.state)}`}>
            {stateText(publication, seen?.state, t)}
          </span>
          {exceptions.length === 0 ? null : (
            <button type="button" className="text-button warn" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('instances.exceptions', { count: exceptions.length })}
            </button>
          )}
          <About publication={publication} instance={instance} />
        </td>
        <td className="number">
          {seen?.durationMs === undefined || seen.durationMs < 0 ? '' : t.duration(seen.durationMs)}
        </td>
        <td className="job-id mono selectable" title={publication.jobId}>
          {publication.state === 'failed' ? '' : publication.jobId}
        </td>
        <td className="instance-actions">
          {publication.state === 'unknown' || publication.state === 'submitting' ? (
            <Button onClick={() => void workbench.host.api.publish.resolve(publication.id)}>
              {t('instances.resolve')}
            </Button>
          ) : null}
          {isRunning ? (
            <Button
              look="danger"
              disabled={instance?.stopping === true}
              aria-label={`${t('instances.stop')} ${publication.jobName}`}
              onClick={() => workbench.openDialog('stop-instance', { publication: publication.id })}
            >
              {instance?.stopping === true ? t('instances.stopping') : t('instances.stop')}
            </Button>
          ) : null}
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={6}>
            {exceptions.map((exception) => (
              <pre key={`${exception.at} ${exception.name}`} className="mono selectable exception">
                {t.dateTime(exception.at)} {exception.name}
                {'\n'}
                {exception.stack}
              </pre>
            ))}
          </td>
        </tr>
      ) : null}
    </>
  )
}

/** Under the state: what the target said, or when it was last seen. */
function About({ publication, instance }: InstanceRowProps) {
  const t = useTranslate()
  const parts: string[] = []
  if (publication.reason !== undefined) parts.push(t(`reason.${publication.reason}`))
  if (publication.message !== undefined) parts.push(publication.message)
  if (instance?.error !== undefined)
    parts.push(
      instance.seen === undefined
        ? publishErrorText(instance.error, t)
        : t('instances.lastSeen', { time: t.time(instance.seen.seenAt) }),
    )
  return parts.length === 0 ? null : <p className="instance-about">{parts.join(' ')}</p>
}

function stateText(publication: PublicationRecord, state: string | undefined, t: Translate): string {
  if (publication.state !== 'published' || state === undefined) return t(`instances.state.${publication.state}`)
  return state === 'NOT_FOUND' ? t('instances.state.gone') : state
}

function lookOf(publication: PublicationRecord, state: string | undefined): string {
  if (publication.state === 'failed' || state === 'FAILED') return 'bad'
  if (publication.state !== 'published') return 'warn'
  return state === 'RUNNING' ? 'good' : ''
}
