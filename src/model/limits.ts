/** How often everything is measured at most. It bounds the inputs, and so whatever a stored run may claim. */
export const maxRounds = 100;

/** Jobs of a matrix that can be judged as one family, and so the runs that are read for one report. */
export const maxLegs = 50;
