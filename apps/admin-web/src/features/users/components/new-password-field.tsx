import { passwordMinChars } from '@initialsdb/contracts/admin';
import { TextField } from '@initialsdb/ui';

interface NewPasswordFieldProps {
  label: string;
  value: string;
  onChange: (password: string) => void;
  fault?: string | undefined;
}

/** A password that an admin makes up for somebody. */
export function NewPasswordField({ label, value, onChange, fault }: NewPasswordFieldProps) {
  return (
    <TextField
      label={label}
      type="password"
      required
      minLength={passwordMinChars}
      autoComplete="new-password"
      hint={`At least ${passwordMinChars} characters.`}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      fault={fault}
    />
  );
}
