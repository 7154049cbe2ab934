/** Maximum number of rounds, for inputs and for stored runs. */
export const maxRounds = 100;

/** Maximum number of matrix jobs corrected together, and thus of runs read for one report. */
export const maxMatrixJobs = 50;
