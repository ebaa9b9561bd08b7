/** What any two engines differ in: times, and what they call things. */
export const inGeneral = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/\b(?=[0-9a-z]*\d)[0-9a-z]{25}\b/g, 'ID')
    .replaceAll(/\b[0-9a-f]{64}\b/g, 'CONTAINER');
