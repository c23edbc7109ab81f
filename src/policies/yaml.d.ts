// A policy is compiled when the program is built (scripts/yaml-modules.js); the loader checks it against the schema like any other.
declare module "*.yaml" {
  const document: unknown;
  export default document;
}
