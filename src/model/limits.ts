/** Maximum number of rounds, for inputs and for stored runs. */
export const maxRounds = 100;

/** Maximum number of matrix jobs corrected together, and thus of runs read for one report. */
export const maxMatrixJobs = 50;

/** Largest `time-scale`. */
export const maxTimeScale = 20;

/** Longest time budget; six hours is also the limit of a job on a hosted runner. */
export const maxBudgetMinutes = 360;
