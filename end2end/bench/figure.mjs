// Numbers out of many numbers.

export const median = (numbers) => part(numbers, 0.5);

/** The number below which such a part of all lies. */
export function part(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
