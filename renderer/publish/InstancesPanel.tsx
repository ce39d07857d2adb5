import { useEffect, useMemo } from 'react'
import type { PublicationRecord } from '../../app/flow/records.ts'
import { recordsOf } from '../state/document.ts'
import { isSameList, useStore } from '../state/store.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { InstanceRow } from './InstanceRow.tsx'
import { ENDED, instancesOf } from './instances.ts'
import './publish.css'

const LOOK_MS = 2_000

/** What was published, newest first, and how its jobs do. Targets are asked while the panel shows. */
export function InstancesPanel() {
  const t = useTranslate()
  const { host } = useWorkbench()
  const instances = instancesOf(host)
  const publications = useDocument((state) => recordsOf(state.records, 'publication'), isSameList)
  const sorted = useMemo(() => [...publications].sort((a, b) => b.createdAt - a.createdAt), [publications])
  const byPublication = useStore(instances, (state) => state.byPublication)

  useEffect(() => {
    const isLive = (publication: PublicationRecord): boolean =>
      publication.state === 'published' &&
      !ENDED.has(instances.get().byPublication.get(publication.id)?.seen?.state ?? '')
    const lookAll = (): void => {
      for (const publication of sorted) if (isLive(publication)) void instances.look(publication.id)
    }
    lookAll()
    const timer = setInterval(lookAll, LOOK_MS)
    return () => clearInterval(timer)
  }, [instances, sorted])

  if (sorted.length === 0) return <EmptyState title={t('instances.empty')} text={t('instances.empty.text')} />
  return (
    <div className="instances">
      <table aria-label={t('instances.label')}>
        <thead>
          <tr>
            <th scope="col">{t('instances.job')}</th>
            <th scope="col">{t('instances.target')}</th>
            <th scope="col">{t('instances.state')}</th>
            <th scope="col" className="number">
              {t('instances.duration')}
            </th>
            <th scope="col">{t('instances.id')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {sorted.map((publication) => (
            <InstanceRow key={publication.id} publication={publication} instance={byPublication.get(publication.id)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
