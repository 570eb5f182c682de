/**
 * A message that trying again does not bring into effect: somebody has to do something first. It is kept as
 * failed, with this reason, where staff see it and can replay it.
 */
export class NeedsStaff extends Error {}
