import { errorText } from '../lib/error-text.ts'
import { showToast } from './toasts.ts'

/** Does something and says how it went. Shape: whether it was done. */
export async function deed(run: () => Promise<unknown>, done: string, failed: string): Promise<boolean> {
  try {
    await run()
    showToast('positive', done)
    return true
  } catch (cause) {
    showToast('negative', `${failed}: ${errorText(cause)}`)
    return false
  }
}
