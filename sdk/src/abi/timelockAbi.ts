// Generated from TimelockController by scripts/generateAbis.ts. Do not edit.
export const timelockAbi = [
  {"anonymous":false,"inputs":[{"indexed":true,"name":"id","type":"bytes32"},{"indexed":true,"name":"index","type":"uint256"},{"indexed":false,"name":"target","type":"address"},{"indexed":false,"name":"value","type":"uint256"},{"indexed":false,"name":"data","type":"bytes"},{"indexed":false,"name":"predecessor","type":"bytes32"},{"indexed":false,"name":"delay","type":"uint256"}],"name":"CallScheduled","type":"event"},
  {"inputs":[],"name":"getMinDelay","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"name":"id","type":"bytes32"}],"name":"getTimestamp","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"},
] as const;
