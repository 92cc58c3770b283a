-- What an authority will ask for, in place of the table of the first schema, which nothing ever wrote.
-- "name" is the token of an http-01 answer, else the name that is validated. "mark" tells apart several
-- answers for one name: 0 for http-01, the certificate's id for tls-alpn-01, a digest for dns-01.
DROP TABLE challenge;
CREATE TABLE challenge (
  kind ${name} NOT NULL,
  name ${name} NOT NULL,
  mark ${int8} NOT NULL,
  sealed_answer ${bytes} NOT NULL,
  expires_at ${int8} NOT NULL,
  version ${int8} NOT NULL,
  PRIMARY KEY (kind, name, mark)
);

-- Accounts at authorities (RFC 8555 §7.1.2). "holder" is who shares one: an e-mail address or a tenant.
-- "sealed_key" is bound to the row's id; "sealed_next_key" is there while the key is being changed.
CREATE TABLE acme_account (
  id ${int8} NOT NULL PRIMARY KEY,
  directory TEXT NOT NULL,
  holder ${name} NOT NULL,
  email TEXT NOT NULL,
  status TEXT NOT NULL,
  location TEXT,
  terms TEXT,
  sealed_key ${bytes} NOT NULL,
  sealed_next_key ${bytes},
  made_at ${int8} NOT NULL,
  ended_at ${int8},
  version ${int8} NOT NULL
);
CREATE UNIQUE INDEX acme_account_in_force ON acme_account (directory, holder) WHERE ended_at IS NULL;

-- Orders under way, one for each kind of key of an issuance. A row is written before the step that it
-- names is taken; it goes when the certificate is served, or the attempt is over.
-- "sealed_key" (PKCS#8, bound to domain and order) is there before the CSR goes out.
CREATE TABLE acme_order (
  id ${int8} NOT NULL PRIMARY KEY,
  domain_id ${int8} NOT NULL REFERENCES domain (id) ON DELETE CASCADE,
  account_id ${int8} NOT NULL REFERENCES acme_account (id),
  names TEXT NOT NULL,
  key_type TEXT NOT NULL,
  profile TEXT,
  challenge TEXT,
  replaces TEXT,
  step TEXT NOT NULL,
  location TEXT,
  sealed_key ${bytes},
  chain ${bytes},
  began_at ${int8} NOT NULL,
  stepped_at ${int8} NOT NULL,
  version ${int8} NOT NULL
);
CREATE INDEX acme_order_by_domain ON acme_order (domain_id);

-- What is remembered of a domain under automation; next_at is when it is looked at next, and
-- certificate_id and "asked" (names and kinds of key) say by what it was judged last.
CREATE TABLE acme_domain (
  domain_id ${int8} NOT NULL PRIMARY KEY REFERENCES domain (id) ON DELETE CASCADE,
  status TEXT NOT NULL,
  next_at ${int8},
  waits_for TEXT,
  failures ${int8} NOT NULL,
  trouble TEXT,
  trouble_at ${int8},
  directory TEXT,
  asked TEXT,
  certificate_id ${int8},
  window_start ${int8},
  window_end ${int8},
  window_reason TEXT,
  window_ask_at ${int8},
  version ${int8} NOT NULL
);
CREATE INDEX acme_domain_by_next ON acme_domain (next_at);
CREATE INDEX acme_domain_by_ask ON acme_domain (window_ask_at);
CREATE INDEX acme_domain_by_window ON acme_domain (window_start);

-- What happened, for 'acme log'. No foreign key: the log outlives a domain.
CREATE TABLE acme_event (
  id ${int8} NOT NULL PRIMARY KEY,
  at ${int8} NOT NULL,
  domain_id ${int8},
  domain TEXT,
  event TEXT NOT NULL,
  message TEXT NOT NULL,
  problem TEXT,
  version ${int8} NOT NULL
);
CREATE INDEX acme_event_by_domain ON acme_event (domain_id, id);

-- What was spent of an authority's limits, and where it asked for patience: "subject" is an account, a
-- registered domain, a set of names or a name, as "counted" says. Until "until_at" some of it is spent;
-- that is the whole state of a token bucket (GCRA).
CREATE TABLE acme_spent (
  authority TEXT NOT NULL,
  counted TEXT NOT NULL,
  subject ${name} NOT NULL,
  until_at ${int8} NOT NULL,
  version ${int8} NOT NULL,
  PRIMARY KEY (authority, counted, subject)
);
CREATE INDEX acme_spent_by_time ON acme_spent (until_at);
