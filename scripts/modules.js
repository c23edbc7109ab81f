// What the sources import beside TypeScript: policies in YAML, style sheets and scripts of pages, loops in AssemblyScript. Whatever
// bundles or runs them (the build, the tests, the benchmarks, the fuzzer) has them by these.
import { inlineForEsbuild, inlineForVite } from "./inline-modules.js";
import { machineForEsbuild, machineForVite } from "./machine-modules.js";
import { yamlForEsbuild, yamlForVite } from "./yaml-modules.js";

export const modulesForEsbuild = () => ({
  name: "modules",
  setup(build) {
    for (const add of [yamlForEsbuild, inlineForEsbuild, machineForEsbuild]) add(build);
  },
});

export const modulesForVite = () => [yamlForVite(), inlineForVite(), machineForVite()];
