// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody with a private key, far from the hub. */
final class Holder {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");

    private final KeyPair keys;
    private final String pem;

    Holder() {
        keys = pair("RSA", 2_048);
        pem = pem(keys, FROM, TO, Optional.empty());
    }

    static String small() {
        return pem(pair("RSA", 1_024), FROM, TO, Optional.empty());
    }

    static String elliptic() {
        return pem(pair("EC", 256), FROM, TO, Optional.empty());
    }

    static String signingOnly() {
        return pem(pair("RSA", 2_048), FROM, TO, Optional.of(new KeyUsage(KeyUsage.digitalSignature)));
    }

    static String past() {
        return pem(pair("RSA", 2_048), FROM, FROM.plusSeconds(60), Optional.empty());
    }

    String pem() {
        return pem;
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(KeyPair keys, Instant from, Instant to, Optional<KeyUsage> usage) {
        try {
            X500Principal name = new X500Principal("CN=档案室, O=汇通演示");
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, BigInteger.ONE, Date.from(from), Date.from(to), name, keys.getPublic());
            if (usage.isPresent()) {
                builder.addExtension(Extension.keyUsage, true, usage.get());
            }
            String by = keys.getPublic().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(by).build(keys.getPrivate())));
            return armoured("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException | OperatorException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String armoured(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    /** @throws IOException where it is locked for somebody else */
    byte[] opens(byte[] envelope) throws IOException {
        try {
            return new CMSEnvelopedData(envelope)
                    .getRecipientInfos()
                    .getRecipients()
                    .iterator()
                    .next()
                    .getContent(new JceKeyTransEnvelopedRecipient(keys.getPrivate()));
        } catch (CMSException e) {
            throw new IOException(e);
        }
    }

    /** As somebody opens it who has OpenSSL and nothing of ours. */
    byte[] openssl(Path envelope) throws IOException {
        Path key = Files.writeString(
                envelope.resolveSibling("key.pem"),
                armoured("PRIVATE KEY", keys.getPrivate().getEncoded()),
                StandardCharsets.US_ASCII);
        Path out = envelope.resolveSibling("opened.zip");
        try {
            Process process = new ProcessBuilder(
                            "openssl",
                            "cms",
                            "-decrypt",
                            "-binary",
                            "-inform",
                            "DER",
                            "-in",
                            envelope.toString(),
                            "-inkey",
                            key.toString(),
                            "-out",
                            out.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(said);
            }
            return Files.readAllBytes(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(key);
            Files.deleteIfExists(out);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
