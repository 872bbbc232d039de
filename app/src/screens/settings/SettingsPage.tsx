import { useState } from "react";
import type { SubmitEvent } from "react";

import { useHead } from "../../chain/useHead.ts";
import { useConfig } from "../../config/useConfig.ts";
import { useFormat } from "../../format/useFormat.ts";
import { PREFERENCES_SCHEMA } from "../../settings/preferences.ts";
import { usePreferences } from "../../settings/usePreferences.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";

const BPS = 10n ** 14n; // WAD
const SLIPPAGES = [10, 50, 100, 300]; // {bps}
const LOCALES = [
  ["", "As in this browser"],
  ["en-GB", "1,234.56 (British English)"],
  ["de-DE", "1.234,56 (German)"],
  ["fr-FR", "1 234,56 (French)"],
  ["de-CH", "1’234.56 (Swiss)"],
] as const;
const SAMPLE = 12_345_670_000n; // {usdc}

/** Colours, number format, slippage and node. All of it stays in this browser. */
export function SettingsPage() {
  const { preferences, change } = usePreferences();
  const { usdc, percent, date } = useFormat();
  const head = useHead();
  return (
    <div className="mx-auto grid max-w-[560px] gap-4.5">
      <h1>Settings</h1>
      <p className="text-dim">Kept in this browser only.</p>
      <Card title="Colours">
        <Segments
          label="Colours"
          value={preferences.theme}
          options={[
            { value: "system", text: "System" },
            { value: "light", text: "Light" },
            { value: "dark", text: "Dark" },
          ]}
          onChange={(theme) => change({ theme })}
        />
      </Card>
      <Card title="Numbers and dates">
        <SelectField
          label="Format"
          value={preferences.locale}
          options={LOCALES.map(([value, text]) => ({ value, text }))}
          onChange={(locale) => change({ locale })}
        />
        <p className="mt-2 text-small text-dim">
          {usdc(SAMPLE, "down")} USDC{head.data !== undefined && `, ${date(head.data.timestamp)}`}.
          You type amounts in the same format.
        </p>
      </Card>
      <Card title="Maximum slippage">
        <SelectField
          label="How much worse than the quote a purchase or a sale may become before it is refused"
          value={String(preferences.slippage)}
          options={SLIPPAGES.map((bps) => ({
            value: String(bps),
            text: percent(BigInt(bps) * BPS, "down"),
          }))}
          onChange={(bps) => change({ slippage: Number(bps) })}
        />
      </Card>
      <Card title="Node">
        <NodeForm key={preferences.rpc} />
      </Card>
    </div>
  );
}

function NodeForm() {
  const { preferences, change } = usePreferences();
  const { rpc: configured } = useConfig();
  const [url, setUrl] = useState(preferences.rpc);
  const isUsable = PREFERENCES_SCHEMA.parse({ rpc: url }).rpc === url;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isUsable) change({ rpc: url });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <TextField
        label="Address of your own node (RPC)"
        value={url}
        onChange={setUrl}
        placeholder={configured}
        aria-invalid={!isUsable}
        hint={
          isUsable
            ? "Empty: the node of this site. Use a node of the same chain."
            : "An address starts with https:// or http://."
        }
      />
      <Button type="submit" disabled={!isUsable || url === preferences.rpc}>
        Use this node
      </Button>
    </form>
  );
}
