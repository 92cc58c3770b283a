#!/usr/bin/env bash
# Makes the corpus of what people hand in as a certificate, with the tools that they use.
#
#   core/src/test/corpus/make.sh      writes core/src/test/resources/io/treeline/core/cert/corpus
#
# All keys are test keys and worthless. What each input is and what reading says of it stands in
# corpus.txt beside the inputs; CorpusTest compares. Dates are fixed: the tests read at 2026-12-01.
# Needs openssl 3, keytool of a JDK 25, certtool (gnutls-bin), pk12util (libnss3-tools), mkcert, zip,
# perl, xxd.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$here/../resources/io/treeline/core/cert/corpus
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
find "$out" -mindepth 1 -delete
cd "$work"

readonly secret='correct horse'

# ---- authorities and certificates -------------------------------------------------------------

cat >ca.cnf <<'CONF'
[ca]
default_ca = here
[here]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
copy_extensions = none
unique_subject = no
[any]
commonName = supplied
organizationName = optional
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[issuer]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
extendedKeyUsage = serverAuth,clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[leaf]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth,clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:www.example.com,DNS:example.com
[other]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth,clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:shop.example.org
[nosan]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth,clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CONF
: >index.txt
echo 1000 >serial

# issue NAME SUBJECT EXTENSIONS FROM TO [SIGNER]; without a signer it signs itself
issue() {
  local name=$1 subject=$2 extensions=$3 from=$4 to=$5 signer=${6:-} digest=${7:-sha256}
  openssl req -new -key "$name.key" -subj "$subject" -out "$name.csr"
  local -a by=(-selfsign -keyfile "$name.key")
  [[ -z $signer ]] || by=(-cert "$signer.crt" -keyfile "$signer.key")
  [[ $(openssl pkey -in "${signer:-$name}.key" -noout -text | head -1) != ED25519* ]] || digest=default
  openssl ca -batch -notext -config ca.cnf -extensions "$extensions" -in "$name.csr" -md "$digest" \
    -startdate "$from" -enddate "$to" "${by[@]}" -out "$name.crt" 2>ca.log || { cat ca.log; exit 1; }
}
key() { openssl genpkey -quiet -algorithm "$2" ${3:+-pkeyopt "$3"} -out "$1.key"; }

readonly now=20261101000000Z end=20270130000000Z
key root EC ec_paramgen_curve:P-256
key issuer EC ec_paramgen_curve:P-256
issue root '/O=Corpus/CN=Corpus Root' root 20200101000000Z 20400101000000Z
issue issuer '/O=Corpus/CN=Corpus Issuer' issuer 20240101000000Z 20340101000000Z root
key rsa RSA rsa_keygen_bits:2048
key ec EC ec_paramgen_curve:P-256
key p384 EC ec_paramgen_curve:P-384
key p521 EC ec_paramgen_curve:P-521
key ed25519 ED25519
key other EC ec_paramgen_curve:P-256
key expired EC ec_paramgen_curve:P-256
key nosan EC ec_paramgen_curve:P-256
key small RSA rsa_keygen_bits:1024
key k1 EC ec_paramgen_curve:secp256k1
key pss RSA-PSS rsa_keygen_bits:2048
key self EC ec_paramgen_curve:P-256
key sha1root RSA rsa_keygen_bits:2048
key sha1 EC ec_paramgen_curve:P-256
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit -out explicit.key
openssl dsaparam -genkey 2048 2>/dev/null | openssl dsa -out dsa.key 2>/dev/null
for leaf in rsa ec p384 p521 ed25519 small k1; do
  issue "$leaf" '/CN=www.example.com' leaf $now $end issuer
done
issue other '/CN=shop.example.org' other $now $end issuer
issue expired '/CN=www.example.com' leaf 20260501000000Z 20260730000000Z issuer
issue nosan '/CN=www.example.com' nosan $now $end issuer
issue self '/CN=www.example.com' leaf $now $end
issue sha1root '/CN=Old Root' root 20200101000000Z 20400101000000Z
issue sha1 '/CN=www.example.com' leaf $now $end sha1root sha1
cp ec.key old.key
issue old '/CN=www.example.com' leaf 20260801000000Z 20261030000000Z issuer
# a renewal with the same key, and the authority's certificate under another root
key cross EC ec_paramgen_curve:P-256
issue cross '/O=Corpus/CN=Older Root' root 20150101000000Z 20350101000000Z

cat ec.crt issuer.crt >ec.full
cat rsa.crt issuer.crt >rsa.full
cat ec.key ec.full >ec.all
cat rsa.key rsa.full >rsa.all

# ---- what openssl writes ----------------------------------------------------------------------

cat rsa.key rsa.full >"$out/openssl-rsa.pem"
cat ec.key ec.full >"$out/openssl-ec.pem"
cat p384.key p384.crt issuer.crt >"$out/openssl-p384.pem"
cat p521.key p521.crt issuer.crt >"$out/openssl-p521.pem"
cat ed25519.key ed25519.crt issuer.crt >"$out/openssl-ed25519.pem"
cat ec.all root.crt >"$out/openssl-with-root.pem"
cat root.crt issuer.crt ec.crt ec.key >"$out/openssl-upside-down.pem"
cat ec.full ec.key >"$out/openssl-key-last.pem"
cat ec.key issuer.crt ec.crt >"$out/openssl-issuer-before-leaf.pem"
cat ec.key ec.crt >"$out/openssl-no-chain.pem"
openssl rsa -in rsa.key -traditional -out rsa.pkcs1 2>/dev/null
cat rsa.pkcs1 rsa.full >"$out/openssl11-pkcs1.pem"
openssl ec -in ec.key -out ec.sec1 2>/dev/null
{ openssl ecparam -name prime256v1; cat ec.sec1 ec.full; } >"$out/openssl11-ecparam-sec1.pem"
for cipher in aes256 aes128 des3; do
  openssl rsa -in rsa.key -traditional -$cipher -passout "pass:$secret" 2>/dev/null | cat - rsa.full >"$out/openssl11-dek-$cipher.pem"
done
openssl ec -in ec.key -aes256 -passout "pass:$secret" 2>/dev/null | cat - ec.full >"$out/openssl11-dek-ec.pem"
pkcs8() { openssl pkcs8 -topk8 -in ec.key -passout "pass:$secret" "$@" | cat - ec.full; }
pkcs8 -v1 PBE-SHA1-3DES >"$out/openssl11-pbes1-3des.pem"
pkcs8 -v1 PBE-MD5-DES -provider legacy -provider default >"$out/openssl10-pbes1-md5-des.pem"
pkcs8 -v1 PBE-SHA1-RC2-40 -provider legacy -provider default >"$out/openssl10-pbes1-rc2.pem"
pkcs8 -v2 des3 -v2prf hmacWithSHA1 >"$out/openssl10-pbes2-des3.pem"
pkcs8 -v2 aes-256-cbc >"$out/openssl-pbes2-aes256.pem"
pkcs8 -v2 aes-128-cbc -v2prf hmacWithSHA512 -iter 100000 >"$out/openssl-pbes2-aes128-sha512.pem"
pkcs8 -scrypt >"$out/openssl-scrypt.pem"
pkcs8 -v2 aes-256-cbc -iter 2000001 >"$out/openssl-pbes2-absurd.pem"
{ cat ec.key; openssl x509 -in ec.crt -text; openssl x509 -in issuer.crt -text; } >"$out/openssl-x509-text.pem"
{ openssl x509 -in ec.crt -text; cat issuer.crt ec.key; } >"$out/openssl-x509-text-first.pem"
{ openssl pkey -in ec.key -text; cat ec.full; } >"$out/openssl-pkey-text-after.pem"
{ openssl rsa -in rsa.key -text -noout; cat rsa.all; } >"$out/openssl-rsa-text-before.pem"
{ echo 'CONNECTED(00000003)'; echo '---'; echo 'Certificate chain'; echo ' 0 s:CN = www.example.com'; echo '   i:O = Corpus, CN = Corpus Issuer'; cat ec.crt
  echo ' 1 s:O = Corpus, CN = Corpus Issuer'; echo '   i:O = Corpus, CN = Corpus Root'; cat issuer.crt; echo '---'; echo 'Server certificate'
  echo 'subject=CN = www.example.com'; echo '---'; cat ec.key; } >"$out/openssl-s-client.pem"
{ cat ec.key; openssl x509 -in ec.crt -trustout -addtrust serverAuth; cat issuer.crt; } >"$out/openssl-trusted.pem"
{ cat ec.all; openssl dhparam -dsaparam 1024 2>/dev/null; } >"$out/openssl-dhparam.pem"
{ cat ec.all; openssl ca -config ca.cnf -gencrl -keyfile issuer.key -cert issuer.crt -crl_lastupdate $now -crl_nextupdate $end 2>/dev/null; } >"$out/openssl-crl.pem"
cat small.key small.crt issuer.crt >"$out/openssl-rsa1024.pem"
cat k1.key k1.crt issuer.crt >"$out/openssl-secp256k1.pem"
cat dsa.key ec.full >"$out/openssl-dsa.pem"
cat pss.key ec.full >"$out/openssl-rsa-pss.pem"
cat explicit.key ec.full >"$out/openssl-explicit-curve.pem"
cat ec.key ec.csr >"$out/openssl-request-for-certificate.pem"
cat ec.key >"$out/openssl-key-only.pem"
cat ec.full >"$out/openssl-no-key.pem"
{ openssl pkey -in ec.key -pubout; cat ec.full; } >"$out/openssl-public-key.pem"
cat other.key ec.full >"$out/openssl-mismatch.pem"
cat ec.key ec.full other.crt >"$out/openssl-two-leaves.pem"
cat other.key ec.all >"$out/openssl-two-keys.pem"
cat other.key other.crt ec.all >"$out/openssl-two-pairs.pem"
cat rsa.all ec.all >"$out/openssl-dual-rsa-first.pem"
cat ec.key rsa.key ec.crt rsa.crt issuer.crt >"$out/openssl-dual-ec-first.pem"
cat ec.key old.crt ec.crt issuer.crt >"$out/openssl-renewed-same-key.pem"
cat expired.key expired.crt issuer.crt >"$out/openssl-expired.pem"
cat self.key self.crt >"$out/openssl-self-signed.pem"
cat sha1.key sha1.crt >"$out/openssl-sha1.pem"
cat nosan.key nosan.crt issuer.crt >"$out/openssl-no-san.pem"
sed 's/PRIVATE KEY/RSA PRIVATE KEY/' rsa.key | cat - rsa.full >"$out/openssl-pkcs8-under-rsa-label.pem"
sed 's/PRIVATE KEY/CERTIFICATE/' ec.key | cat - ec.full >"$out/openssl-key-under-certificate-label.pem"
cat ec.all ec.all >"$out/openssl-twice.pem"
cat ec.all cross.crt >"$out/openssl-foreign-root.pem"

# ---- containers -------------------------------------------------------------------------------

p12() { openssl pkcs12 -export -inkey ec.key -in ec.crt -certfile issuer.crt -passout "pass:$secret" "$@"; }
bags() { openssl pkcs12 -passin "pass:$secret" -nodes "$@" 2>/dev/null; }
p12 -out "$out/openssl.p12"
p12 -name 'Web server' -out "$out/openssl-named.p12"
p12 -legacy -out "$out/openssl11.p12"
p12 -iter 2000001 -out "$out/openssl-absurd.p12"
p12 -nomac -out "$out/openssl-no-mac.p12"
p12 -macalg sha512 -keypbe AES-128-CBC -certpbe NONE -out "$out/openssl-certificates-open.p12"
p12 -certfile <(cat issuer.crt root.crt) -out "$out/openssl-with-root.p12"
openssl pkcs12 -export -inkey ec.key -in ec.full -passout pass: -out "$out/openssl-empty-passphrase.p12"
openssl pkcs12 -export -legacy -inkey ec.key -in ec.full -passout pass: -out "$out/openssl11-empty-passphrase.p12"
openssl pkcs12 -export -inkey ec.key -in ec.full -passout pass: -keypbe NONE -certpbe NONE -nomac -out "$out/openssl-unprotected.p12"
openssl pkcs12 -export -inkey ec.key -in ec.full -passout 'pass:Übergröße €' -out "$out/openssl-umlauts.p12"
openssl pkcs12 -export -nokeys -in ec.full -passout "pass:$secret" -out "$out/openssl-no-key.p12"
windows=(-CSP 'Microsoft Enhanced RSA and AES Cryptographic Provider' -LMK -keyex -name '[IIS] era, (any host) @ 2026.11.1 21:29:54')
openssl pkcs12 -export -legacy -inkey rsa.key -in rsa.full -passout "pass:$secret" "${windows[@]}" -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-RC2-40 -macalg sha1 -iter 2000 -out "$out/windows7.pfx"
openssl pkcs12 -export -inkey rsa.key -in rsa.full -passout "pass:$secret" "${windows[@]}" -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -iter 2000 -out "$out/windows-tripledes.pfx"
openssl pkcs12 -export -inkey rsa.key -in rsa.full -passout "pass:$secret" "${windows[@]}" -keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256 -iter 2000 -out "$out/windows-aes256.pfx"
bags -in "$out/windows7.pfx" -legacy >"$out/windows-bag-attributes.pem"
bags -in "$out/windows7.pfx" -legacy | sed 's/$/\r/' >"$out/windows-bag-attributes-crlf.pem"
bags -in "$out/windows7.pfx" -legacy | tr '\n' ' ' >"$out/windows-bag-attributes-one-line.pem"
bags -in "$out/openssl-named.p12" >"$out/openssl-bag-attributes.pem"
head -c 700 "$out/openssl.p12" >"$out/openssl-cut-off.p12"
base64 -w 64 "$out/openssl.p12" >"$out/openssl.p12.base64"
{ cat "$out/openssl.p12"; printf '\r\n'; } >"$out/openssl-with-line-end.p12"

keystore() { "${JAVA_HOME:+$JAVA_HOME/bin/}keytool" "$@" >/dev/null 2>&1; }
from_named() { keystore -importkeystore -noprompt -srckeystore "$out/openssl-named.p12" -srcstoretype PKCS12 -srcstorepass "$secret" -deststorepass "$secret" "$@"; }
from_named -destkeystore "$out/keytool.p12" -deststoretype PKCS12
from_named -J-Dkeystore.pkcs12.legacy -destkeystore "$out/keytool8.p12" -deststoretype PKCS12
from_named -destkeystore "$out/keytool.jks" -deststoretype JKS
from_named -destkeystore "$out/keytool.jceks" -deststoretype JCEKS
cp "$out/keytool.jks" "$out/keytool-key-passphrase.jks"
keystore -keypasswd -keystore "$out/keytool-key-passphrase.jks" -storetype JKS -storepass "$secret" -alias 'web server' -keypass "$secret" -new 'another one'
cp "$out/keytool.p12" "$out/keytool-two.p12"
openssl pkcs12 -export -inkey other.key -in other.crt -certfile issuer.crt -name shop -passout "pass:$secret" -out shop.p12
second() { keystore -importkeystore -noprompt -srckeystore shop.p12 -srcstoretype PKCS12 -srcstorepass "$secret" -deststorepass "$secret" "$@"; }
second -destkeystore "$out/keytool-two.p12" -deststoretype PKCS12
cp "$out/keytool.jks" "$out/keytool-two.jks"
second -destkeystore "$out/keytool-two.jks" -deststoretype JKS
keystore -importcert -noprompt -file issuer.crt -alias issuer -keystore "$out/keytool-truststore.p12" -storetype PKCS12 -storepass "$secret"
keystore -importcert -noprompt -file ec.crt -alias web -keystore "$out/keytool-truststore.p12" -storetype PKCS12 -storepass "$secret"
cp "$out/keytool.p12" "$out/keytool-with-secret-key.p12"
keystore -genseckey -alias session -keyalg AES -keysize 256 -keystore "$out/keytool-with-secret-key.p12" -storetype PKCS12 -storepass "$secret"
keystore -genkeypair -alias made -keyalg EC -groupname secp256r1 -dname 'CN=www.example.com' -ext san=dns:www.example.com -ext eku=serverAuth,clientAuth \
  -startdate '2026/11/01 00:00:00' -validity 90 -keystore "$out/keytool-genkeypair.p12" -storetype PKCS12 -storepass "$secret"

certtool --load-privkey ec.key --load-certificate ec.crt --load-ca-certificate issuer.crt --to-p12 --p12-name web --password "$secret" --outder --outfile "$out/certtool.p12" 2>/dev/null
certtool --load-privkey ec.key --load-certificate ec.crt --load-ca-certificate issuer.crt --to-p12 --p12-name web --password "$secret" --outfile "$out/certtool-p12.pem" 2>/dev/null
certtool --load-privkey ec.key --load-certificate ec.crt --to-p12 --p12-name web --empty-password --outder --outfile "$out/certtool-empty.p12" 2>/dev/null
certtool --load-privkey ec.key --load-certificate ec.crt --to-p12 --p12-name web --null-password --outder --outfile "$out/certtool-null.p12" 2>/dev/null
certtool --load-privkey rsa.key -k --outfile rsa.info
cat rsa.info rsa.full >"$out/certtool-key-info.pem"
{ certtool --load-privkey ec.key --to-p8 --password "$secret" --pkcs-cipher aes-256 2>/dev/null; cat ec.full; } >"$out/certtool-p8.pem"
{ cat ec.key; certtool -i --infile ec.crt; certtool -i --infile issuer.crt; } >"$out/certtool-info.pem"
certtool --p7-generate --load-certificate ec.crt --load-ca-certificate issuer.crt --load-privkey ec.key --infile ca.cnf --p7-include-cert --outfile "$out/certtool-signed.p7s" 2>/dev/null || true
mkdir nss && certutil -N -d sql:nss --empty-password && pk12util -i "$out/openssl-named.p12" -d sql:nss -W "$secret" >/dev/null
pk12util -o "$out/nss.p12" -n 'Web server' -d sql:nss -W "$secret" >/dev/null

openssl crl2pkcs7 -nocrl -certfile ec.full -out chain.p7b
openssl crl2pkcs7 -nocrl -certfile ec.full -outform DER -out "$out/openssl.p7b"
cat ec.key >"$out/openssl.key"
cat ec.key chain.p7b >"$out/openssl-p7b.pem"
sed 's/PKCS7/CERTIFICATE/' chain.p7b | cat ec.key - >"$out/windows-certnew.p7b.pem"
{ cat ec.key; sed '/-----/d' chain.p7b; } >"$out/p7b-base64.pem"
cp chain.p7b "$out/openssl-alone.p7b"
openssl cms -sign -stream -in ca.cnf -signer ec.crt -inkey ec.key -certfile issuer.crt -nodetach -outform DER -out "$out/openssl-stream.p7m"
openssl cms -sign -stream -in ca.cnf -signer ec.crt -inkey ec.key -certfile issuer.crt -nodetach -outform DER | base64 -w 76 >"$out/openssl-stream.base64"
openssl cms -encrypt -in ca.cnf -aes256 -outform PEM issuer.crt 2>/dev/null | cat ec.key - >"$out/openssl-encrypted.p7m.pem" || true

openssl pkey -in ec.key -outform DER -out "$out/ec.key.der"
openssl x509 -in ec.crt -outform DER -out "$out/ec.crt.der"
openssl x509 -in issuer.crt -outform DER -out "$out/issuer.crt.der"
openssl rsa -in rsa.key -traditional -outform DER -out "$out/rsa.pkcs1.der" 2>/dev/null
openssl x509 -in rsa.crt -outform DER -out "$out/rsa.crt.der"
openssl ec -in ec.key -outform DER -out "$out/ec.sec1.der" 2>/dev/null
openssl pkcs8 -topk8 -in ec.key -outform DER -passout "pass:$secret" -out "$out/ec.encrypted.der"
cat "$out/ec.crt.der" "$out/issuer.crt.der" >"$out/chain.der"
head -c 300 "$out/ec.crt.der" >"$out/cut-off.der"
sed 's/$/\r/' <"$out/ec.crt.der" >"$out/through-ftp.der"

# ---- layouts of other programs ----------------------------------------------------------------

cp ec.key "$out/certbot-privkey.pem"; cp ec.crt "$out/certbot-cert.pem"; cp issuer.crt "$out/certbot-chain.pem"; cp ec.full "$out/certbot-fullchain.pem"
cp ec.sec1 "$out/acmesh-example.key"; cp ec.full "$out/acmesh-fullchain.cer"; cp issuer.crt "$out/acmesh-ca.cer"; cp ec.csr "$out/acmesh-example.csr"
cp rsa.pkcs1 "$out/lego-example.key"; { cat rsa.crt; echo; cat issuer.crt; } >"$out/lego-example.crt"; { echo; cat issuer.crt; } >"$out/lego-example.issuer.crt"
cp ec.sec1 "$out/caddy-example.key"; cp ec.full "$out/caddy-example.crt"
cat ec.full ec.sec1 >"$out/haproxy-example.pem"
cat issuer.crt root.crt >"$out/cpanel-bundle.crt"; cp rsa.pkcs1 "$out/cpanel-example.key"; cp rsa.crt "$out/cpanel-example.crt"
cat root.crt issuer.crt >"$out/godaddy-bundle.crt"
(cp ec.crt example.crt; cp issuer.crt My_CA_Bundle.ca-bundle; zip -q -X "$out/sectigo.zip" example.crt My_CA_Bundle.ca-bundle)
CAROOT=$work TRUST_STORES=none mkcert -cert-file "$out/mkcert.pem" -key-file "$out/mkcert-key.pem" www.example.com 127.0.0.1 2>/dev/null
CAROOT=$work TRUST_STORES=none mkcert -pkcs12 -p12-file "$out/mkcert.p12" www.example.com 2>/dev/null
b64() { base64 -w 0 "$1"; }
printf 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ntype: kubernetes.io/tls\ndata:\n  tls.crt: %s\n  tls.key: %s\n' "$(b64 ec.full)" "$(b64 ec.key)" >"$out/kubernetes-secret.yaml"
printf 'data:\n  keystore.p12: %s\n' "$(b64 "$out/openssl.p12")" >"$out/kubernetes-keystore.yaml"
json() { perl -0pe 's/\n/\\n/g; s/\//\\\//g' "$@"; }
plainjson() { perl -0pe 's/\n/\\n/g' "$@"; }
printf '{"data":{"certificate":"%s","issuing_ca":"%s","private_key":"%s","serial_number":"10:05"}}\n' "$(plainjson ec.crt)" "$(plainjson issuer.crt)" "$(plainjson ec.sec1)" >"$out/vault.json"
printf '{"Certificate":"%s","CertificateChain":"%s","PrivateKey":"%s"}\n' "$(plainjson ec.crt)" "$(plainjson issuer.crt)" "$(plainjson "$out/openssl-pbes2-aes256.pem" | sed 's/-----BEGIN CERT.*//')" >"$out/aws-export.json"
printf 'TLS_KEY="%s"\nTLS_CERT="%s"\n' "$(plainjson ec.key)" "$(plainjson ec.full)" >"$out/dotenv.env"
printf 'tls:\n  key: |\n%s\n  cert: |\n%s\n' "$(sed 's/^/    /' ec.key)" "$(sed 's/^/    /' ec.full)" >"$out/values.yaml"
printf 'PuTTY-User-Key-File-3: ecdsa-sha2-nistp256\nEncryption: none\nComment: x\nPublic-Lines: 1\nAAAA\n' >"$out/putty.ppk"
ssh-keygen -q -t ed25519 -N '' -C '' -f ssh && cat ssh ec.full >"$out/openssh.pem"

# ---- what happens to a text on its way --------------------------------------------------------

bend() { cat >"$out/text-$1.pem"; }
sed 's/$/\r/' ec.all | bend crlf
tr '\n' '\r' <ec.all | bend cr
sed 's/$/\r\r/' ec.all | bend crcrlf
{ printf '\xef\xbb\xbf'; cat ec.all; } | bend bom
{ printf '\xff\xfe'; iconv -t UTF-16LE ec.all; } | bend utf16le-bom
{ printf '\xfe\xff'; iconv -t UTF-16BE ec.all; } | bend utf16be-bom
iconv -t UTF-16LE ec.all | bend utf16le
iconv -t UTF-16BE ec.all | bend utf16be
tr '\n' ' ' <ec.all | bend one-line
tr -d '\n' <ec.all | bend joined
tr -d '\n' <rsa.all | bend joined-rsa
sed 's/^/    /' ec.all | bend indented
sed 's/^/\t/' rsa.all | bend tabs
sed 's/^/> /' ec.all | bend quoted
{ echo 'date=2026-11-24'; cat ec.all; } | sed 's/^/> > /' | bend quoted-twice
sed 's/^/> /' ec.all | tr '\n' ' ' | bend quoted-one-line
sed 's/^/| /; s/$/ |/' ec.all | bend table
sed 's/^/# /' ec.all | bend commented
sed 's/$/\n/' ec.all | bend double-spaced
printf '%s' "$(cat ec.all)" | bend no-final-newline
{ printf 'date=2026-11-24\nacme=https://acme.example/dir\n\n'; cat ec.all; } | bend header
perl -pe 's/\+/&#43;/g; s/\//&#47;/g; s/=/&#61;/g; s/\n/&#10;/' ec.all | bend html-decimal
perl -pe 's/\+/&#x2B;/g; s/\//&#x2F;/g; s/=/&#x3D;/g; s/\n/&#xA;/' rsa.all | bend html-hex
perl -pe 's/\+/&plus;/g; s/\//&sol;/g; s/=/&equals;/g; s/ /&nbsp;/g; s/\n/<br>\n/' ec.all | bend html-names
perl -pe 's/\+/&amp;#43;/g; s/\n/&lt;br \/&gt;/' ec.all | bend html-twice
{ printf '<html><body><pre class="cert">'; perl -pe 's/\n/<br\/>/' ec.all; printf '</pre></body></html>'; } | bend html-page
perl -pe 's/^(.*)\n/<p style="margin:0">$1<\/p>/' ec.all | bend html-paragraphs
{ printf '{"certificate_pem":"date=2026-11-24\\n'; json ec.all; printf '"}'; } | bend json
{ printf '"'; plainjson ec.all; printf '"'; } | bend json-string
{ printf '"{\\"pem\\":\\"'; perl -0pe 's/\n/\\\\n/g' ec.all; printf '\\"}"'; } | bend json-twice
perl -0pe 's/\r?\n/\\r\\n/g' ec.all | bend json-crlf
perl -0pe 's/\n/\\n/g; s/\+/\\u002b/g; s/\//\\u002F/g' rsa.all | bend json-unicode
perl -pe 's/([+\/=\n ])/sprintf("%%%02X", ord $1)/ge' ec.all | bend percent
perl -pe 's/([+\/=\n])/sprintf("%%%02X", ord $1)/ge; s/ /+/g' ec.all | bend form
cat rsa.all ec.all | sed 's/==$/=3D=3D/; s/=$/=3D/' | bend quoted-printable
sed 's/$/ \\/' ec.all | bend continued
sed 's/^/"/; s/$/\\n",/' ec.all | bend string-list
{ printf '['; sed 's/^/"/; s/$/"/' ec.all | paste -sd,; printf ']'; } | bend string-list-one-line
sed "s/^/  '/; s/$/'/" ec.all | bend apostrophes
sed 's/^-----/----/' ec.all | bend four-dashes
sed 's/-----$/----/' ec.all | bend four-dashes-behind
sed 's/^-----\(.*\)-----$/\1/' ec.all | bend no-dashes
sed 's/^-----\(.*\)-----$/\1/' ec.all | tr '\n' ' ' | bend no-dashes-one-line
sed 's/^-----\(.*\)-----$/-----\1/' ec.all | bend dashes-before-only
sed 's/^-----\(.*\)-----$/--- \1 ---/' ec.all | bend three-dashes-and-spaces
sed 's/^-----\(.*\)-----$/–––––\1–––––/' ec.all | bend en-dashes
sed 's/^-----\(.*\)-----$/——-\1——-/' ec.all | bend em-dashes
sed 's/^-----\(.*\)-----$/—–\1—–/' rsa.all | tr '\n' ' ' | bend em-dashes-one-line
sed 's/^-----\(.*\)-----$/–––––\1–––––/' ec.all | iconv -t CP1252 | bend windows-1252
sed 's/ /\xc2\xa0/g; s/$/\xc2\xa0/' ec.all | bend nbsp
perl -pe 's/^(.{20})(.)/$1\xe2\x80\x8b$2/ unless /^-/' ec.all | bend zero-width
perl -0pe 's/([A-Za-z0-9+\/=])\n(?=[A-Za-z0-9+\/=])/$1/g' ec.all | bend long-lines
perl -ne 'if (/^-/) { print } else { chomp; print join("\n", unpack("(A16)*", $_)), "\n" }' ec.all | bend short-lines
sed '$d' ec.all | bend last-end-missing
perl -0pe 's/-----END PRIVATE KEY-----\n//' ec.all | bend key-end-missing
perl -0pe 's/-----END [A-Z ]+-----\n//g' ec.all | bend all-ends-missing
perl -0pe 's/-----END [A-Z ]+-----\n//g; s/\n/ /g' ec.all | bend all-ends-missing-one-line
perl -0pe 's/-----BEGIN CERTIFICATE-----\n//' ec.all | bend begin-missing
perl -0pe 's/-----BEGIN PRIVATE KEY-----\n//' ec.all | bend key-begin-missing
{ cat ec.key; sed '/-----/d' ec.crt; } | bend bare-certificate
{ sed '/-----/d' ec.key; echo; sed '/-----/d' ec.crt; echo; sed '/-----/d' issuer.crt; } | bend bare-all
{ printf 'key=%s\ncert=%s\n' "$(sed '/-----/d' ec.key | tr -d '\n')" "$(sed '/-----/d' ec.crt | tr -d '\n')"; } | bend bare-assignments
base64 -w 76 ec.all | bend base64-again
{ echo 'Hello,'; echo; echo 'here is your certificate. BEGIN CERTIFICATE marks its beginning, END CERTIFICATE its END.'; echo; cat ec.all; echo; echo '-- '; echo 'Your CA'; } | bend mail
head -c 900 ec.all | bend cut-off
perl -0pe 's/(BEGIN CERTIFICATE-----\n[^\n]*\n)[^\n]*\n/$1/' ec.all | bend line-lost
perl -0pe 's/(BEGIN CERTIFICATE-----\n.{30})./$1!/' ec.all | bend stray-character
perl -0pe 's/(BEGIN CERTIFICATE-----\n.{30})./$1.../' ec.all | bend shortened
perl -0pe 's/(BEGIN CERTIFICATE-----\n.{3})./$1A/' ec.all | bend misread
tr 'A-Z' 'a-z' <ec.all | bend lower-case
sed '/^[^-]/s/[A-Za-z0-9]/x/g' ec.all | bend masked
printf 'Please find attached the certificate.\n' | bend nothing

# ---- seeds of the fuzz targets ----------------------------------------------------------------

seeds() {
  local target=$1 name
  shift
  for name in "$@"; do
    cp "$out/$name" "$out/../CertificateReaderFuzzTestInputs/$target/$name"
  done
}
mkdir -p "$out/../CertificateReaderFuzzTestInputs/anyContainerIsOpenedOrRefused"
seeds anyContainerIsOpenedOrRefused openssl-unprotected.p12 openssl-no-mac.p12 openssl11.p12 openssl-named.p12 \
  openssl-empty-passphrase.p12 windows-aes256.pfx keytool.jks openssl.p7b openssl-stream.p7m
seeds anyTextIsAcceptedOrRefused text-json.pem text-html-names.pem text-percent.pem text-no-dashes.pem text-bare-all.pem \
  text-base64-again.pem text-all-ends-missing.pem text-quoted-twice.pem text-utf16le.pem text-string-list.pem vault.json \
  kubernetes-secret.yaml openssl-p7b.pem windows-bag-attributes.pem openssl-rsa-text-before.pem openssl.p12.base64
