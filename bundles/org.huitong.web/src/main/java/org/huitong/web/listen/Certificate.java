// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the TLS ports show: a given key store, or one that the hub makes for itself and renews. */
record Certificate(KeyStore keyStore, String password) {
    private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);
    private static final String ALIAS = "huitong";
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    /** When it ends: of several in one store the earliest, since any of them may be shown. */
    Optional<Instant> ends() {
        try {
            Instant earliest = null;
            for (String alias : Collections.list(keyStore.aliases())) {
                if (keyStore.isKeyEntry(alias) && keyStore.getCertificate(alias) instanceof X509Certificate one) {
                    Instant end = one.getNotAfter().toInstant();
                    earliest = earliest == null || end.isBefore(earliest) ? end : earliest;
                }
            }
            return Optional.ofNullable(earliest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key store that was loaded tells what is in it", e);
        }
    }

    static Certificate given(Path file, String password) throws Unusable {
        try {
            KeyStore store = load(file, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate
                        && store.getKey(alias, password.toCharArray()) instanceof PrivateKey) {
                    return new Certificate(store, password);
                }
            }
            // Java opens ports with such a store, and every handshake fails.
            throw new Unusable("it holds no private key with its certificate", null);
        } catch (NoSuchFileException e) {
            throw new Unusable("there is no such file", e);
        } catch (FileSystemException e) {
            throw new Unusable("the file cannot be read", e);
        } catch (UnrecoverableKeyException e) {
            throw new Unusable("the password does not open its private key", e);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new Unusable(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "the password does not open it"
                            : "it is not a PKCS#12 file",
                    e);
        }
    }

    /** {@code https.p12} and {@code https.password} in the folder of the keys, both readable by the hub's user alone. */
    static Certificate ownIn(Path keys, Instant now) throws GeneralSecurityException, IOException {
        Path store = keys.resolve("https.p12");
        Path pass = keys.resolve("https.password");
        if (Files.exists(store) && Files.exists(pass)) {
            try {
                Certificate own = given(store, Files.readString(pass).strip());
                if (own.isGoodAt(now)) {
                    return own;
                }
            } catch (Unusable | IOException e) {
                LOG.warn("The hub's own certificate cannot be read and is made anew file={}", store, e);
            }
        }
        Certificate own = SelfSigned.make(ALIAS, secret(), now);
        var bytes = new ByteArrayOutputStream();
        own.keyStore.store(bytes, own.password.toCharArray());
        // The password first: a store without its password could not be opened, the other way round it is made anew.
        write(pass, own.password.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        write(store, bytes.toByteArray());
        return own;
    }

    /** Why a key store cannot be used, in words that go on a sentence; they tell nothing of what is in it. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unusable(String why, Exception cause) {
            super(why, cause);
        }
    }

    /** One that was made under a clock that ran ahead begins later, and every browser refuses it until then. */
    private boolean isGoodAt(Instant now) throws GeneralSecurityException {
        for (String alias : Collections.list(keyStore.aliases())) {
            if (keyStore.getCertificate(alias) instanceof X509Certificate certificate) {
                return !certificate.getNotBefore().toInstant().isAfter(now)
                        && certificate.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE));
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "Certificate";
    }

    private static KeyStore load(Path file, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(
                part,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(java.nio.ByteBuffer.wrap(bytes));
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
