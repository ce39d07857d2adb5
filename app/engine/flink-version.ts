/** The Flink whose answers the engine gives. */
export const FLINK_VERSION = '2.2'
