/** Which detectors read a text: grows whenever a rule, a weight or a checksum changes. Shape: `year.month.count`. */
export const detectorVersion = '2026.11.18'
