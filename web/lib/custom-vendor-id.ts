const lengthMax = 48

/** The id that a vendor of one's own gets from its name: `House GPT` is `custom_house_gpt`; empty without a letter. */
export function customVendorId(label: string): string {
  const word = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9\s_-]/g, '')
    .trim()
    .replace(/[\s_-]+/g, '_')
    .replace(/^_+/, '')
    .slice(0, lengthMax)
    .replace(/_+$/, '')
  return word === '' ? '' : `custom_${word}`
}
