import type { Problem } from '../bridge/contract.ts'
import { problemText } from '../i18n/problem-text.ts'
import { revealPlace } from '../state/reveal.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'

/** The problems that stand in the way; each leads to its place. */
export function SubmitProblems({ problems, onGo }: { problems: readonly Problem[]; onGo(): void }) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const errors = problems.filter((problem) => problem.severity === 'error')
  return (
    <div role="alert">
      <p className="field-message error">{t('submit.invalid')}</p>
      <ul className="submit-problems">
        {errors.map((problem) => (
          <li key={JSON.stringify([problem.place, problem.message])}>
            <button
              type="button"
              className="text-button"
              onClick={() => {
                onGo()
                revealPlace(workbench, problem.place, true)
              }}
            >
              {problemText(problem, t)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
