/** What a custom property amounts to now, with `light-dark()` resolved. */
export function resolveColour(host: HTMLElement, token: string): string {
  const probe = document.createElement('span')
  // Series are told apart by colour alone: a palette of the system's own would make them one.
  probe.style.forcedColorAdjust = 'none'
  probe.style.color = `var(${token})`
  host.append(probe)
  const resolved = getComputedStyle(probe).color
  probe.remove()
  return resolved
}
