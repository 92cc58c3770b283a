-- The installation's own authority, and the roots it had before, whose key is gone.
-- "sealed_key" is bound to root_sha256.
CREATE TABLE local_authority (
  id ${int8} NOT NULL PRIMARY KEY,
  root ${bytes} NOT NULL,
  root_sha256 ${bytes} NOT NULL UNIQUE,
  sealed_key ${bytes},
  in_force_from ${int8} NOT NULL,
  in_force_until ${int8},
  version ${int8} NOT NULL
);

-- For the look every minute whether one has to be renewed: among a million others they are few.
CREATE INDEX certificate_of_local_authority ON certificate (id)
  WHERE source = 'local-ca' AND in_force_until IS NULL;
