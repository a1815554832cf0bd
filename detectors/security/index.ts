import type { Detector } from '../detector.ts'
import { promptInjection } from './prompt-injection.ts'

/** Attacks and leaks of code, in the order of the catalogue. */
export const securityDetectors: readonly Detector[] = [promptInjection]
