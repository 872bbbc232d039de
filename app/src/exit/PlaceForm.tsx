import { useState } from "react";
import type { SubmitEvent } from "react";

import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/TextField.tsx";
import type { Place } from "./readPlace.ts";

export type PlaceFormProps = {
  readonly place: Place;
  readonly onChange: (place: Place) => void;
};

/** Takes the addresses of a node and of an index. */
export function PlaceForm({ place, onChange }: PlaceFormProps) {
  const [rpc, setRpc] = useState(place.rpc);
  const [index, setIndex] = useState(place.index);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onChange({ rpc: rpc.trim(), index: index.trim() });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <TextField
        label="Address of a node (RPC)"
        type="url"
        value={rpc}
        onChange={setRpc}
        required
      />
      <TextField
        label="Address of the index"
        value={index}
        onChange={setIndex}
        placeholder="0x…"
        required
      />
      <Button type="submit">Open the index</Button>
    </form>
  );
}
