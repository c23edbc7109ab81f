/** In bytes: a smaller file is read before a thread would have begun. */
export const WORTH_A_THREAD = 16 * 1024 * 1024;
