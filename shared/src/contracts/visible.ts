/**
 * What is neither blank, control, mark nor filler. An emoji of several, joined by what is unseen, has
 * it, and so has one that Unicode is only going to assign.
 */
const visibleCharacter =
  /[^\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether there is anything to see: not only blanks, joints, marks of direction or empty braille. */
export function isVisible(text: string): boolean {
  return visibleCharacter.test(text);
}
