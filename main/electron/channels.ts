/** From a window to the host, answered. */
export const CALL_CHANNEL = 'millrace:call'
/** From the host to a window. */
export const EVENT_CHANNEL = 'millrace:event'
