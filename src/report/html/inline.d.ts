// Style sheet and script of the page, made into text when the program is built (scripts/inline-modules.js).
declare module "*.inline" {
  const text: string;
  export default text;
}
