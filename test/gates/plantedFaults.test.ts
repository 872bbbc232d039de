import { expect } from "chai";

import type { Finding } from "@sheaf/gates/finding";
import { GATES } from "@sheaf/gates/gates";
import { GATE_CASES } from "./gateCases.ts";
import type { Files, PlantedProject } from "./plantProject.ts";
import { plantProject } from "./plantProject.ts";
import type { PlantedFault } from "./plantedFault.ts";

const names = (finding: Finding, { file, message }: PlantedFault): boolean =>
  finding.file === file && finding.message.includes(message);

describe("gates", () => {
  it("each have planted faults, in the order in which they run", () => {
    expect(GATE_CASES.map(({ gate }) => gate)).to.deep.equal(GATES.map(({ name }) => name));
    for (const { gate, faults } of GATE_CASES) expect(faults, gate).to.not.be.empty;
  });
});

for (const { gate, clean, planted, faults } of GATE_CASES) {
  describe(`gate ${gate}`, function () {
    this.timeout(120_000);
    const projects: PlantedProject[] = [];
    let found: readonly Finding[];

    async function findings(files: Files): Promise<readonly Finding[]> {
      const project = await plantProject(files);
      projects.push(project);
      const { check } = GATES.find(({ name }) => name === gate)!;
      return (await check(project.root)).findings;
    }

    before(async () => {
      found = await findings({ ...clean, ...planted });
    });
    after(async () => {
      for (const { remove } of projects) await remove();
    });

    it("finds nothing where nothing is wrong", async () => {
      expect(await findings(clean)).to.deep.equal([]);
    });

    for (const fault of faults) {
      it(`reports ${fault.fault}: ${fault.file}`, () => {
        const told = found.map(({ file, message }) => `${file}: ${message}`).join("\n");
        expect(
          found.some((finding) => names(finding, fault)),
          told,
        ).to.equal(true);
      });
    }

    it("reports nothing but what was planted", () => {
      expect(
        found.filter((finding) => !faults.some((fault) => names(finding, fault))),
      ).to.deep.equal([]);
    });
  });
}
