// Cases are compiled in as text when the program is built (scripts/yaml-modules.js).
declare module "*.md" {
  const text: string;
  export default text;
}
