import { Checkbox } from "@/ui/Field";

interface PrivateFeedFieldProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function PrivateFeedField({ checked, onChange }: PrivateFeedFieldProps) {
  return (
    <div>
      <Checkbox label="Private feed" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <p className="mt-1 ml-6.5 text-sm text-muted">
        Only listeners to whom you give an address of their own can read it and hear its episodes. Its public address
        stops working.
      </p>
    </div>
  );
}
