import { diffLines } from '../../app/base/line-diff.ts'
import { type VersionRecord, versionLabel } from '../../app/flow/records.ts'
import { versionsOf } from '../../app/flow/versions.ts'
import type { EditorProps } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import './publish.css'

/** A version as it was submitted, and how it differs from the one before. */
export function VersionEditor({ input }: EditorProps) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const version = useDocument((state) => recordOf(state.records, 'version', input.id))
  const before = useDocument((state) =>
    versionsOf(state.records, version?.flow ?? '').find((other) => other.number < (version?.number ?? 0)),
  )
  if (version === undefined) return null
  return (
    <div className="version-editor">
      <div className="version-head">
        <h2>{versionLabel(version.number)}</h2>
        <span className="quiet" title={t.dateTime(version.createdAt)}>
          {t('version.made', { time: t.dateTime(version.createdAt) })}
        </span>
        <span>{version.note}</span>
        <Button onClick={() => workbench.openDialog('publish', { flow: version.flow, version: version.id })}>
          {t('version.publish')}
        </Button>
      </div>
      <Script version={version} before={before} />
    </div>
  )
}

function Script({ version, before }: { version: VersionRecord; before: VersionRecord | undefined }) {
  const t = useTranslate()
  const label = versionLabel(version.number)
  if (before === undefined)
    return (
      <pre
        className="version-script mono selectable"
        role="document"
        aria-label={t('version.script', { version: label })}
      >
        {version.script}
      </pre>
    )
  const lines = diffLines(before.script, version.script)
  const of = versionLabel(before.number)
  return (
    <>
      <p className="quiet">
        {lines.every((line) => line.change === ' ')
          ? t('version.same', { version: of })
          : t('version.changes', { version: of })}
      </p>
      <div
        className="version-script mono selectable"
        role="document"
        aria-label={t('version.changes', { version: of })}
      >
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <div key={index} className={line.change === '+' ? 'added' : line.change === '-' ? 'removed' : ''}>
            {line.change} {line.text}
          </div>
        ))}
      </div>
    </>
  )
}
