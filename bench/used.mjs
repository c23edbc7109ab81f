// Loaded before a measured program (node --import): says at its end, in the file that HEGE_BENCH_USED names, what memory and processor time it took.
import { writeFileSync } from "node:fs";

process.on("exit", () => writeFileSync(process.env.HEGE_BENCH_USED, JSON.stringify(process.resourceUsage())));
