import { useTheme } from '../theme/theme.js';
import { IconButton } from './button.js';

/** Light or dark by hand; until it is used, and whenever it agrees with the system, the system decides. */
export function ThemeSwitch({ className }: { className?: string }) {
  const [theme, choose] = useTheme();
  const isDark = theme === 'dark';
  return (
    <IconButton
      label="Dark theme"
      aria-pressed={isDark}
      title={isDark ? 'Light theme' : 'Dark theme'}
      onClick={() => choose(isDark ? 'light' : 'dark')}
      className={className}
    >
      <svg viewBox="0 0 16 16" className="size-4" aria-hidden>
        <rect x="1.5" y="1.5" width="13" height="13" fill="none" stroke="currentColor" />
        <rect x="8" y="2" width="6" height="12" fill="currentColor" />
      </svg>
    </IconButton>
  );
}
