import type { HardhatPlugin } from "hardhat/types/plugins";

/**
 * Gives all overrides of a build profile one configuration object. Hardhat compiles sources together only if their
 * configuration is the same object; with a copy for each override it would compile every source, and all that
 * the source imports, by itself.
 */
export const sharedOverrides: HardhatPlugin = {
  id: "sheaf-shared-overrides",
  hookHandlers: {
    config: async () => ({
      default: async () => ({
        resolveUserConfig: async (userConfig, resolveVariable, next) => {
          const resolved = await next(userConfig, resolveVariable);
          for (const { overrides } of Object.values(resolved.solidity.profiles)) {
            const [shared] = Object.values(overrides);
            if (shared === undefined) continue;
            for (const source of Object.keys(overrides)) overrides[source] = shared;
          }
          return resolved;
        },
      }),
    }),
  },
};
