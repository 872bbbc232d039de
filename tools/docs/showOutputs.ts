/** A document with the texts of outputs between its marks: `<!-- output: NAME -->` and `<!-- end of output -->`. */
export function showOutputs(document: string, outputs: ReadonlyMap<string, string>): string {
  return document.replaceAll(
    /(<!-- output: ([\w-]+) -->)[\s\S]*?(<!-- end of output -->)/g,
    (_, begin: string, name: string, end: string) => {
      const text = outputs.get(name);
      if (text === undefined)
        throw new RangeError(`A document shows ${name}, which is not recorded.`);
      return `${begin}\n\n\`\`\`\n${text.trimEnd()}\n\`\`\`\n\n${end}`;
    },
  );
}
