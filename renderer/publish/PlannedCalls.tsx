import { useEffect, useState } from 'react'
import type { HostApi } from '../bridge/contract.ts'
import type { Translate } from '../i18n/translate.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { publishErrorText } from './publish-error.ts'

type Planned = Awaited<ReturnType<HostApi['publish']['dryRun']>>

const PURPOSES = ['open-session', 'configure', 'submit', 'fetch-result', 'close-session'] as const
const purposeText = (purpose: string, t: Translate): string => {
  const known = PURPOSES.find((candidate) => candidate === purpose)
  return known === undefined ? purpose : t(`purpose.${known}`)
}

/** Every call of a publication with every byte; none is made. */
export function PlannedCalls({ version, target }: { version: string; target: string }) {
  const t = useTranslate()
  const { host } = useWorkbench()
  const [planned, setPlanned] = useState<Planned>()
  useEffect(() => {
    let current = true
    void host.api.publish.dryRun(version, target).then((answer) => {
      if (current) setPlanned(answer)
    })
    return () => {
      current = false
    }
  }, [host, version, target])
  if (planned === undefined) return null
  if (!planned.ok)
    return (
      <p className="field-message error">{t('publish.calls.failed', { reason: publishErrorText(planned.error, t) })}</p>
    )
  return (
    <details className="planned-calls">
      <summary>{t('publish.calls')}</summary>
      <ol>
        {planned.value.map((call, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a call is its place in the order
          <li key={index}>
            <span className="quiet">{purposeText(call.purpose, t)}</span>
            <pre className="mono selectable">
              {call.method} {call.url}
              {call.body === undefined ? '' : `\n${readableBody(call.body)}`}
            </pre>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** A statement is read, not counted: line ends inside JSON become line ends again. */
const readableBody = (body: string): string => JSON.stringify(JSON.parse(body), null, 2).replaceAll('\\n', '\n')
