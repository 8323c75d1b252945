/** A disturbed round took this much longer for the same work. */
export const DISTURBED = 1.5
const STEPS = 6_000_000

/** Milliseconds for a fixed amount of integer work: longer when something else uses the core. */
export function calibrate(): number {
  const began = performance.now()
  let state = 1
  for (let step = 0; step < STEPS; step += 1) state = (Math.imul(state, 1664525) + 1013904223) | 0
  const took = performance.now() - began
  return state === 0.5 ? 0 : took
}
