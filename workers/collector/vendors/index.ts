import type { Vendor } from '../vendor.ts'
import { anthropic } from './anthropic.ts'
import { openai } from './openai.ts'

/** The vendors that can be collected from. */
export const vendors: readonly Vendor[] = [openai, anthropic]
