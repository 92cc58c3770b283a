-- The first schema, for SQLite and PostgreSQL alike.
-- ${int8} is a 64-bit integer, ${bytes} is octets, ${name} is text that compares by its octets.
-- Instants are milliseconds since 1970 UTC. "version" is the number of the change that touched a row last.

-- One row: the counters that every writer takes in its turn, and what proves a master key.
CREATE TABLE installation (
  id ${int8} NOT NULL PRIMARY KEY CHECK (id = 1),
  last_change ${int8} NOT NULL,
  last_domain ${int8} NOT NULL,
  last_certificate ${int8} NOT NULL,
  last_audit ${int8} NOT NULL,
  audit_head ${bytes},
  key_check ${bytes}
);
INSERT INTO installation (id, last_change, last_domain, last_certificate, last_audit) VALUES (1, 0, 0, 0, 0);

-- certificate_id repeats what certificate says (the row with no in_force_until), so that reading the
-- whole tree is one scan. No foreign key: the two tables would refer to each other in a circle.
CREATE TABLE domain (
  id ${int8} NOT NULL PRIMARY KEY,
  name ${name} NOT NULL UNIQUE,
  parent_id ${int8} REFERENCES domain (id),
  certificate_id ${int8},
  version ${int8} NOT NULL
);
CREATE INDEX domain_by_parent ON domain (parent_id, name);
CREATE INDEX domain_by_version ON domain (version);
CREATE UNIQUE INDEX domain_one_master ON domain ((COALESCE(parent_id, 0))) WHERE parent_id IS NULL;

CREATE TABLE removed_domain (
  id ${int8} NOT NULL PRIMARY KEY,
  name ${name} NOT NULL,
  version ${int8} NOT NULL
);
CREATE INDEX removed_domain_by_version ON removed_domain (version);

CREATE TABLE setting (
  domain_id ${int8} NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
  name ${name} NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (domain_id, name)
);

-- domain_id is null for the installation's default certificate.
CREATE TABLE certificate (
  id ${int8} NOT NULL PRIMARY KEY,
  domain_id ${int8} REFERENCES domain (id) ON DELETE CASCADE,
  header TEXT NOT NULL,
  source TEXT NOT NULL,
  in_force_from ${int8} NOT NULL,
  in_force_until ${int8},
  version ${int8} NOT NULL
);
CREATE INDEX certificate_by_domain ON certificate (domain_id);

-- Two rows for a dual certificate. "issuers" is their DER, one after the other; sealed_key is bound to
-- the domain and to key_sha256, and is null once history has lost it.
CREATE TABLE certificate_pair (
  certificate_id ${int8} NOT NULL REFERENCES certificate (id) ON DELETE CASCADE,
  place ${int8} NOT NULL,
  family TEXT NOT NULL,
  leaf ${bytes} NOT NULL,
  issuers ${bytes} NOT NULL,
  sealed_key ${bytes},
  leaf_sha256 ${bytes} NOT NULL,
  key_sha256 ${bytes} NOT NULL,
  names TEXT NOT NULL,
  not_before ${int8} NOT NULL,
  not_after ${int8} NOT NULL,
  PRIMARY KEY (certificate_id, place)
);
CREATE INDEX certificate_pair_by_expiry ON certificate_pair (not_after);
CREATE INDEX certificate_pair_by_key ON certificate_pair (key_sha256);

CREATE TABLE config_version (
  number ${int8} NOT NULL PRIMARY KEY,
  document TEXT NOT NULL,
  state TEXT NOT NULL,
  activated_at ${int8},
  activated_by TEXT NOT NULL,
  version ${int8} NOT NULL
);

CREATE TABLE ticket_key (
  context ${name} NOT NULL,
  place ${int8} NOT NULL,
  sealed_key ${bytes} NOT NULL,
  in_force_from ${int8} NOT NULL,
  in_force_until ${int8} NOT NULL,
  version ${int8} NOT NULL,
  PRIMARY KEY (context, place)
);

CREATE TABLE state_entry (
  id ${name} NOT NULL PRIMARY KEY,
  check_name TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  action TEXT NOT NULL,
  since ${int8} NOT NULL,
  site TEXT,
  server TEXT,
  role TEXT,
  domain TEXT,
  version ${int8} NOT NULL
);

-- What the authority will ask for: an http-01 token or the name of a tls-alpn-01 certificate.
CREATE TABLE challenge (
  kind ${name} NOT NULL,
  name ${name} NOT NULL,
  sealed_answer ${bytes} NOT NULL,
  expires_at ${int8} NOT NULL,
  version ${int8} NOT NULL,
  PRIMARY KEY (kind, name)
);

CREATE TABLE api_token (
  id ${name} NOT NULL PRIMARY KEY,
  hash ${bytes} NOT NULL UNIQUE,
  domain_id ${int8} NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  created_at ${int8} NOT NULL,
  expires_at ${int8},
  version ${int8} NOT NULL
);
CREATE INDEX api_token_by_domain ON api_token (domain_id);

CREATE TABLE audit (
  number ${int8} NOT NULL PRIMARY KEY,
  written_at ${int8} NOT NULL,
  change_number ${int8} NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash ${bytes} NOT NULL
);
