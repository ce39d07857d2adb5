import type { Command } from '../../registry/command.ts'
import { recordOf } from '../../state/document.ts'

export const targetCommands: readonly Command[] = [
  {
    // Only when asked: nothing leaves the machine by itself.
    id: 'target.check',
    title: 'command.target.check',
    category: 'category.publish',
    hidden: true,
    menus: ['explorer.target'],
    async run({ document, host, session, now }, called) {
      const target = recordOf(document.get().records, 'target', called?.id ?? '')
      if (target === undefined) return
      const { gateway, rest } = await host.api.publish.checkTarget(target.gatewayUrl, target.restUrl)
      const health = { ok: gateway.ok && rest.ok, seenAt: now() }
      session.set(({ targets }) => ({ targets: new Map(targets).set(target.id, health) }))
    },
  },
]
