-- Who put a certificate, as the audit log names him; null for what was put before this was noted.
ALTER TABLE certificate ADD COLUMN put_by TEXT;
