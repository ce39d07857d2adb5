import * as z from 'zod'

// What the server reads of the protocol's parameters. Clients send more; what a method does not need is ignored.

const position = z.object({ line: z.number().int().min(0), character: z.number().int().min(0) })
const range = z.object({ start: position, end: position })
const document = z.object({ uri: z.string() })

export const at = z.object({ textDocument: document, position })
export const inDocument = z.object({ textDocument: document })
export const completeAt = at.extend({ context: z.object({ triggerCharacter: z.string().optional() }).optional() })
export const renameTo = at.extend({ newName: z.string() })
export const actionsIn = inDocument.extend({ range })
export const opened = z.object({ textDocument: document.extend({ text: z.string(), version: z.number().optional() }) })
export const changed = z.object({
  textDocument: document.extend({ version: z.number().nullish() }),
  contentChanges: z.array(z.object({ range: range.optional(), text: z.string() })),
})
export const listed = z.looseObject({ data: z.object({ list: z.number(), at: z.number() }).optional() })
export const initialize = z.object({
  locale: z.string().optional(),
  capabilities: z
    .object({
      textDocument: z
        .object({
          completion: z
            .object({ completionItem: z.object({ snippetSupport: z.boolean().optional() }).optional() })
            .optional(),
        })
        .optional(),
    })
    .optional(),
})
export const message = z.object({
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
})
